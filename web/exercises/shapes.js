// What storage holds may have been written by anything: these make of it what it should have been.

export const object = (value) => (value !== null && typeof value === "object" && !Array.isArray(value) ? value : {});
export const list = (value) => (Array.isArray(value) ? value : []);
export const text = (value) => (typeof value === "string" ? value : "");
export const texts = (value) => list(value).filter((item) => typeof item === "string");
