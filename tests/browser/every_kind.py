"""A book with every kind of exercise: what the tests of the exercises in a browser share."""

KINDS = """\
# Every kind

Before the exercises stands a paragraph.

```{single-choice} Who **leads** here?
:label: who-leads
:minutes: 3
:points: 1
:confidence:

The deputy fixes what, how and by when; five year leaders pass it on {cite:p}`spillane2006`.
Which reading fits best?

- [ ] Distribution, since several people now act where one did before.
  > Several people *act*. The number of names does not decide it: $5 \\times 1$ is five.
- [x] Delegation: the year leaders may alter none of it.
  > Nobody below the deputy can change what the work *is* {cite:p}`spillane2006`.
- [ ] Neither.

  Collecting books is management.
  > Much leading is done through just such routines.
```

```{multiple-choice} After the merger
:label: after-the-merger
:formerly: the-merger merged
:confidence:

Two schools merge and density falls from 0.20 to 0.11.
Which replies are sound?

- [x] A lower density was to be expected.
  > Yes: there are more possible colleagues.
- [x] On average a person is asked by a few more.
  > Yes: 0.11 × 39 and 0.20 × 19.
- [ ] Half of the advice has gone.
  > The share of *possible* ties fell.
```

```{matching} Four factors, four questions
:label: four-factors

Match each factor with the question that it raises.

Stage of development of the school
: Are we stopping something harmful, or growing something good?
  > In a crisis some decisions must be close together and quick.

Stage of development of the head's leadership
: What has this person learned so far about letting go?
  > A head new to the work may need to hold decisions first.

Length of time in the role
: Do staff know from experience how this person reacts to a mistake?

Social context of the school
: Who outside the gate must be part of this?
```

```{ordering} Moving one decision
:label: moving-one-decision

Put the steps in a sensible order.

1. Find out who is already asked about this, post or no post.
   > You may find that it is led already.
2. Choose one decision that comes round often.
   > It lets people learn.
3. Agree aloud who answers if it goes wrong.
4. Hand over the decision, and stay out of it.
   > Everybody learns what the words were worth.
```

```{fill-gaps} Which density?
:label: which-density
:tolerate: case accents

The pack uses a {gap}`metaphor | an image`; an analyst divides by the {gap}`possible` ties.
In Welsh a school is an {gap}`ysgol`, and its staff's room is *{gap}`tŷ'r staff`*.

> The words are the same and the things are not.
```

```{numeric} Ten colleagues
:label: ten-colleagues
:answer: 0.2
:tolerance: 0.005
:confidence:

Ten staff draw 18 arrows.
What is the density of their network?

- 0.4
  > You counted each pair once.
- 1.8
  > That is the mean number of arrows.

> 18 / (10 × 9) = 0.2.
```

```{numeric} A percentage
:label: a-percentage
:answer: 1560
:unit: ties

How many ties are possible among 40 people?
```

```{reflection} A part of your school, seen again
:label: seen-again
:frame: what-so-what-now-what
:words: 12

Choose one area of your school's work.
```

```{reflection} Freely
:label: freely

Write freely.
```

```{prediction} Denser or not?
:label: denser-or-not

What will happen to density when the schools merge?

- [ ] It will rise.
- [ ] It will fall.
```

```{prediction} In your own words
:label: in-your-own-words

What do you expect to see?
```

```{plan} My one step
:label: my-one-step
:review-weeks: 6

Write one plan.
```

```{checklist} What do you know?
:label: what-do-you-know

Tick a line only if you could point to something.

- [ ] I can name a decision that was changed.
- [ ] I can say what happened to the last colleague whose idea failed.
- [ ] I know which staff are never in the room.
```

`````{branching} The residential
:label: the-residential

A new head inherits a yearly residential for all staff.

:::{seat} Head
The budget will be cut in March.
:::

:::{seat} Teaching assistant
Two of us have run the sessions on behaviour before.
:::

:::{scene} the-letter
A letter asks who will run this year's sessions.

- [Ask the two assistants](#they-agree)
- [Appoint a senior teacher](#silence)
:::

::::{scene} they-agree
They agree, if someone takes their duties.

:::{seat} Head
The deputy has offered to.
:::

- [Take their duties yourself](#it-runs)
- [Think again](#the-letter)
::::

:::{scene} silence
The staffroom goes quiet.
:::

:::{scene} it-runs
It runs well, and people say so.
:::
`````

```{exercise} An open question
:label: an-open-question

Discuss it with a colleague.
```

```{solution} an-open-question
There is no single answer.
```

```{bibliography}
:filter: docname in docnames
```
"""

LATER = """\
# Later

```{prediction-review} denser-or-not
```

```{prediction-review} in-your-own-words
```

```{plan} The same step
:label: the-same-step
:review-weeks: 2

Look at your plan again.
```
"""

PAGES = {"kinds": KINDS, "later": LATER}
