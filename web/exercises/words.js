// Every word that the exercises say to a reader, in one place for translators.

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

export const RIGHT = "Right";
export const NOT_RIGHT = "Not right";
export const NOT_YET = "Not answered yet";
export const IN_PLACE = "In its place";
export const NOT_IN_PLACE = "Not in its place";
export const NEARLY = "Nearly: look at its capitals and accents";

export const right = "Right.";
export const notRight = "Not right.";
export const retry = "Try again, or show the answer.";

export const chooseFirst = "Choose an answer first, then check it.";
export const tickFirst = "Tick at least one choice first, then check.";
export const matchFirst = "Match at least one first, then check.";
export const fillFirst = "Fill at least one gap first, then check.";
export const writeNumberFirst = "Write a number first, then check it.";
export const notANumber = (written) => `“${written}” is not a number. Write it as 0.25, 0,25, 1/4 or 25 %.`;
export const sayHowSure = "One thing first: say how sure you are. Then check.";

export const allRight = "All right.";
export const someRight = (found, all) => `${found} of ${all} right.`;
export const choicesRight = (right, taken) =>
  taken === right ? `${count(taken, "choice is", "choices are")} right` : `${right} of your ${taken} right`;
export const choicesMissing = (number) => `${count(number, "right choice is", "right choices are")} missing`;
export const notAnswered = (number) => `${number} not answered yet.`;
export const stepsToMove = (number) => `Move ${count(number, "step", "steps")}, and all are in order.`;

export const showAnswer = "Show the answer";
export const hideAnswer = "Hide the answer";

export const moved = (place, all) => `Step moved to place ${place} of ${all}.`;
export const alreadyFirst = "This step is the first already.";
export const alreadyLast = "This step is the last already.";
export const putBack = "Put back.";
export const matched = (partner, term) => `${partner} is now with: ${term}.`;

const SURE = { 1: "When you guessed", 2: "When you were fairly sure", 3: "When you were certain" };
/** level: 1 to 3; right: how many of them were right; all: how many answers were given at that level. */
export const calibration = (level, right, all) => `${SURE[level]}: ${right} of ${all} right.`;
export const calibrationIntroduction = "First tries on this page.";

export const wordsOf = (written, guide) => `${count(written, "word", "words")} of about ${guide}.`;
export const guide = (words) => `About ${words} words.`;
export const guidePassed = (guide) => `You have now written more than ${guide} words.`;

export const notKept =
  "This browser does not let the page keep what you write, so it will be gone when you leave the page. " +
  "Copy it if you want to keep it.";
