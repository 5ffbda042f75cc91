import { prepareToAnnounce } from "./announce.js";
import { Branching } from "./branching.js";
import { Checklist } from "./checklist.js";
import { Choice } from "./choice.js";
import { Gaps } from "./gaps.js";
import { Matching } from "./matching.js";
import { NumberQuestion } from "./number.js";
import { Ordering } from "./ordering.js";
import { Plan } from "./plan.js";
import { Prediction, PredictionReview } from "./prediction.js";
import { fillLinesBeforePrinting } from "./print.js";
import { Writing } from "./writing.js";

const ELEMENTS = {
  "book-branching": Branching,
  "book-checklist": Checklist,
  "book-choice": Choice,
  "book-gaps": Gaps,
  "book-matching": Matching,
  "book-number": NumberQuestion,
  "book-ordering": Ordering,
  "book-plan": Plan,
  "book-prediction": Prediction,
  "book-prediction-review": PredictionReview,
  "book-writing": Writing,
};

prepareToAnnounce();
for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
fillLinesBeforePrinting();
