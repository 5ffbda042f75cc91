// What a reader answers, kept in this browser: one record an exercise, under the exercise's label.
//
// A record is {kind, value, at}: the kind of exercise, what was answered, when (ISO 8601). Everything is asynchronous,
// though localStorage is not: another backend may have to ask for it. What is read may have been written by anything
// else on this origin: a record's shape is checked here, its value by the exercise that reads it.

const VERSION = 1;

export class Store {
  #open;
  #prefix;
  #memory = new Map();
  #watchers = new Map();

  /**
   * book: a name that tells this book from others on the same origin.
   * open: returns the browser's storage, or throws; localStorage throws where a reader refuses it.
   */
  constructor(book, open) {
    this.#prefix = `bookcraft/${VERSION}/${book}/`;
    this.#open = open;
  }

  /** The record of a label, or null. What is found under a former label moves to the new one. */
  async read(label, formerly = []) {
    const own = parsed(this.#get(label));
    if (own) return own;
    for (const old of formerly) {
      const text = this.#get(old);
      const record = parsed(text);
      if (!record) continue;
      if (this.#set(label, text)) this.#remove(old);
      return record;
    }
    return null;
  }

  /** Keep a value. Returns whether the browser keeps it; if not, it lasts as long as the page. */
  async write(label, kind, value, by) {
    const record = { kind, value, at: new Date().toISOString() };
    const kept = this.#set(label, JSON.stringify(record));
    this.#tell(label, record, by);
    return kept;
  }

  async erase(label, by) {
    this.#remove(label);
    this.#tell(label, null, by);
  }

  /** Call back with (record or null) whenever anything but `by` itself changes a label, in this tab or another. */
  watch(label, callback, by) {
    const watchers = this.#watchers.get(label) ?? new Set();
    const watcher = { callback, by };
    this.#watchers.set(label, watchers.add(watcher));
    return () => watchers.delete(watcher);
  }

  /** A storage event of another tab. key: null when everything was deleted. */
  changedElsewhere(key, text) {
    if (key === null) {
      this.#memory.clear();
      for (const label of this.#watchers.keys()) this.#tell(label, null);
    } else if (key.startsWith(this.#prefix)) {
      const label = key.slice(this.#prefix.length);
      this.#memory.delete(label);
      this.#tell(label, parsed(text));
    }
  }

  #tell(label, record, by) {
    for (const watcher of this.#watchers.get(label) ?? []) {
      if (by === undefined || watcher.by !== by) watcher.callback(record);
    }
  }

  #get(label) {
    // What could not be kept is newer than what was.
    if (this.#memory.has(label)) return this.#memory.get(label);
    try {
      return this.#open().getItem(this.#prefix + label);
    } catch {
      return null;
    }
  }

  #set(label, text) {
    try {
      this.#open().setItem(this.#prefix + label, text);
      this.#memory.delete(label);
      return true;
    } catch {
      this.#memory.set(label, text);
      return false;
    }
  }

  #remove(label) {
    this.#memory.delete(label);
    try {
      this.#open().removeItem(this.#prefix + label);
    } catch {
      // Nothing was kept there.
    }
  }
}

function parsed(text) {
  try {
    const record = JSON.parse(text);
    return typeof record?.kind === "string" && "value" in record ? record : null;
  } catch {
    return null;
  }
}
