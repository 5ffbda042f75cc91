"""The fictional primary school: 45 staff, four layers of advice, two terms, and what the ties do not tell.

The roster and the stories are written by hand; the ties are drawn. For each layer and term everyone has a
number of colleagues to name, and each name is drawn in proportion to pull x nearness:

- pull: how much someone's advice on this matter is wanted in this term (`_pull`, from the tables below);
- nearness: five times as large within a phase team, one and a half times for those who work across the whole
  school, and four times for a colleague who has named the asker.

A tie of the autumn is kept in the spring with a probability of `KEPT`, less where the pull has fallen. The
literacy and the mathematics layer draw from the same numbers of names, so that their densities are equal
whatever the seed. People write down those with a post first, more or less: `_order`.
"""

from random import Random

from leadership_lab.schools.school import Member, School, Story, Tie, spin

NAME = "Pontwydr Primary School"
NOTICE = (
    "Pontwydr Primary School is fictional. Its staff, their names, posts, ties and stories were made up for "
    "this book; any likeness to a real school or person is chance."
)
# Chosen among the first two hundred: every story holds in its ties with room to spare.
SEED = 88

POSTS = {
    "head": True,
    "deputy head": True,
    "middle leader": True,
    "business manager": True,
    "teacher": False,
    "teaching assistant": False,
}
LAYERS = ("general", "literacy", "mathematics", "science")
TERMS = ("autumn", "spring")
PHASES = ("early years", "infants", "lower juniors", "upper juniors")
WHOLE_SCHOOL = "whole school"

STAFF = tuple(
    Member(*line)
    for line in (
        ("Amara Inkwell", "head", "headteacher", WHOLE_SCHOOL),
        ("Rhodri Chalkwright", "deputy head", "teaching and curriculum", WHOLE_SCHOOL, "literacy"),
        ("Joanna Globeworth", "deputy head", "pupils and families", WHOLE_SCHOOL),
        ("Piotr Ledgerby", "business manager", "buildings, money and staffing", WHOLE_SCHOOL),
        ("Sunita Rulerton", "middle leader", "additional needs co-ordinator", WHOLE_SCHOOL),
        ("Heledd Easelby", "middle leader", "early years leader", "early years", "literacy"),
        ("Callum Papurfaes", "teacher", "reception teacher", "early years", "mathematics"),
        ("Mbali Sandtray", "teacher", "reception teacher", "early years", "science"),
        ("Gwen Storytide", "teacher", "nursery teacher", "early years", "literacy"),
        ("Derek Penllyfr", "teaching assistant", "nursery assistant", "early years"),
        ("Nia Crayonley", "teaching assistant", "nursery assistant", "early years"),
        ("Yasmin Beanbagley", "teaching assistant", "reception assistant", "early years"),
        ("Olga Whistleby", "teaching assistant", "reception assistant", "early years"),
        ("Huw Coathook", "teaching assistant", "reception assistant", "early years"),
        ("Farah Pencilwood", "middle leader", "infants leader", "infants", "mathematics"),
        ("Alun Geirfan", "middle leader", "literacy leader", "infants", "literacy"),
        ("Becca Bookhampton", "teacher", "year 1 teacher", "infants", "literacy"),
        ("Kwame Satchelby", "teacher", "year 1 teacher", "infants", "mathematics"),
        ("Lowri Blotterham", "teacher", "year 2 teacher", "infants", "science"),
        ("Jing Margincourt", "teacher", "year 2 teacher", "infants", "mathematics"),
        ("Parveen Lanternby", "teaching assistant", "infants mornings, upper juniors afternoons", "infants"),
        ("Steve Sialcfryn", "teaching assistant", "year 1 assistant", "infants"),
        ("Eleri Registerley", "teaching assistant", "year 1 assistant", "infants"),
        ("Marta Stencilford", "teaching assistant", "year 2 assistant", "infants"),
        ("Dafydd Pegbury", "teaching assistant", "year 2 assistant", "infants"),
        ("Sian Atlasmere", "middle leader", "lower juniors leader", "lower juniors", "literacy"),
        ("Idris Tideglass", "middle leader", "science leader", "lower juniors", "science"),
        ("Hamza Quillmarsh", "teacher", "year 3 teacher", "lower juniors", "literacy"),
        ("Catrin Slateley", "teacher", "year 3 teacher", "lower juniors", "mathematics"),
        ("Tom Inclyn", "teacher", "year 4 teacher", "lower juniors", "science"),
        ("Zofia Numberfell", "teacher", "year 4 teacher", "lower juniors", "literacy"),
        ("Tegan Clochdref", "teaching assistant", "year 3 assistant", "lower juniors"),
        ("Ade Playfieldson", "teaching assistant", "year 3 assistant", "lower juniors"),
        ("Linda Cwmcreon", "teaching assistant", "year 4 assistant", "lower juniors"),
        ("Ravi Gluepotter", "teaching assistant", "year 4 assistant", "lower juniors"),
        ("Grace Compassgate", "middle leader", "upper juniors leader", "upper juniors", "literacy"),
        ("Naomi Abacusson", "middle leader", "mathematics leader", "upper juniors", "mathematics"),
        ("Mirela Rhifddol", "teacher", "year 5 teacher", "upper juniors", "literacy"),
        ("Owen Bwrddlas", "teacher", "year 5 teacher", "upper juniors", "science"),
        ("Chidi Jotterly", "teacher", "year 6 teacher", "upper juniors", "mathematics"),
        ("Ellie Bellrope", "teacher", "year 6 teacher", "upper juniors", "literacy"),
        ("Gethin Foldershaw", "teaching assistant", "year 5 assistant", "upper juniors"),
        ("Aisha Llyfrgoed", "teaching assistant", "year 5 assistant", "upper juniors"),
        ("Kevin Tableworthy", "teaching assistant", "year 6 assistant", "upper juniors"),
        ("Zoë Easterlamp", "teaching assistant", "year 6 assistant", "upper juniors"),
    )
)

SPANNER = "Parveen Lanternby"
ON_LEAVE = "Lowri Blotterham"
SCIENCE_LEADER = "Idris Tideglass"
BUSINESS_MANAGER = "Piotr Ledgerby"
MATHEMATICS_LEADER = "Naomi Abacusson"

# Works in a second phase, and is as near to it as to the first.
SECOND_PHASE = {SPANNER: "upper juniors"}
AWAY = {"autumn": (), "spring": (ON_LEAVE,)}

STORIES = (
    Story(
        "boundary spanner",
        SPANNER,
        ("spring",),
        "A teaching assistant without a post is the one whom most colleagues ask, in every phase.",
        "She works in two phases and knows every child who moves between them, so both ask her, between "
        "lessons and after hours. In the spring the head offered her a post as lead assistant. She declined: "
        "it came with meetings and no time.",
    ),
    Story(
        "isolate on leave",
        ON_LEAVE,
        ("spring",),
        "A teacher whom many asked in the autumn has no tie in the spring.",
        "She was on leave all spring. She was not asked for answers, and her colleagues left her in peace.",
    ),
    Story(
        "post without time",
        SCIENCE_LEADER,
        ("autumn", "spring"),
        "The science leader, much asked in the autumn, is asked about science by nobody in the spring.",
        "In the autumn he was free on one afternoon a week, and that was when people came. From January he "
        "taught on it, to cover for the colleague on leave. The post stayed on paper.",
    ),
    Story(
        "crisis",
        BUSINESS_MANAGER,
        ("autumn",),
        "In the autumn general advice runs together in one person; in the spring it does not.",
        "A burst main closed the upper juniors' building from September to December. The business manager "
        "knew the rooms, the insurer and the builders, and the head told everyone to ask him first. The "
        "building opened on time, and people went back to asking one another.",
    ),
    Story(
        "equal density",
        "",
        ("autumn", "spring"),
        "Literacy and mathematics have equally many ties; in mathematics most of them lead to one person.",
        "The literacy leader has trained a colleague in every phase. The mathematics leader answers "
        "everything herself, and well: nobody has needed to find another way.",
    ),
    Story(
        "three names",
        "",
        ("spring",),
        "Had the form had three lines, people with a post would have received most of the advice.",
        "People write down those with a post first. The colleagues next door come to mind afterwards, and on "
        "a form with three lines they do not come at all.",
    ),
)

# How much advice is wanted from each post, before the exceptions of a layer and a term.
BY_POST = {
    "general": (1.6, 3.0, 2.0, 1.2, 1.0, 0.9),
    "literacy": (0.2, 0.8, 0.6, 0.0, 0.8, 0.3),
    "mathematics": (0.2, 0.4, 0.6, 0.0, 0.7, 0.3),
    "science": (0.1, 0.3, 0.3, 0.0, 0.8, 0.3),
}
# The colleagues whom the literacy leader has trained, one in each phase.
LITERACY_GUIDES = ("Gwen Storytide", "Becca Bookhampton", "Hamza Quillmarsh", "Mirela Rhifddol")
EXCEPTIONS = {
    ("general", "autumn"): {SPANNER: 6.0, ON_LEAVE: 6.0, BUSINESS_MANAGER: 25.0},
    ("general", "spring"): {SPANNER: 7.0},
    ("literacy", "autumn"): {"Alun Geirfan": 3.0} | dict.fromkeys(LITERACY_GUIDES, 3.5),
    ("literacy", "spring"): {"Alun Geirfan": 3.0} | dict.fromkeys(LITERACY_GUIDES, 3.5),
    ("mathematics", "autumn"): {MATHEMATICS_LEADER: 45.0},
    ("mathematics", "spring"): {MATHEMATICS_LEADER: 45.0},
    ("science", "autumn"): {SCIENCE_LEADER: 12.0, ON_LEAVE: 3.0},
    ("science", "spring"): {SCIENCE_LEADER: 0.0},
}
# How many names each post may give, from the first number to the second.
NAMES = {
    "general": ((3, 5), (3, 6), (3, 6), (2, 4), (3, 6), (2, 5)),
    "subject": ((0, 2), (1, 3), (1, 4), (0, 0), (1, 4), (0, 3)),
    "science": ((0, 1), (0, 2), (0, 3), (0, 0), (0, 3), (0, 2)),
}
SAME_PHASE = 5.0
ACROSS_PHASES = 1.5
RETURNED = 4.0
KEPT = 0.6
# How soon each post comes to mind; the wait of any one name varies by up to MEMORY.
COMES_TO_MIND = (0.0, 0.0, 0.3, 0.6, 1.0, 1.2)
MEMORY = 1.5


def primary_school(seed=SEED):
    """Return the fictional primary school.

    seed: int; the staff are always the same, the ties are drawn anew for each seed. With the default every
        one of `STORIES` holds in the ties (the tests count them); with another seed most do.
    Returns: School of 45 staff with the layers general, literacy, mathematics and science in two terms.
    """
    random = Random(seed)
    places = {"literacy": "subject", "mathematics": "subject"}
    wanted = {kind: {t: _numbers_of_names(random, kind, t) for t in TERMS} for kind in NAMES}
    ties = []
    for layer in LAYERS:
        before = {}
        for term in TERMS:
            pull = _pull(layer, term)
            earlier = _pull(layer, "autumn")
            named = {}
            for asker in STAFF:
                many = wanted[places.get(layer, layer)][term][asker.name]
                kept = [
                    name
                    for name in before.get(asker.name, ())
                    if random.random() < KEPT * min(1.0, pull[name] / earlier[name])
                ][:many]
                drawn = _draw(random, asker, pull, kept, many - len(kept), named)
                named[asker.name] = _order(random, kept + drawn)
                for place, name in enumerate(named[asker.name], 1):
                    ties.append(Tie(asker.name, name, layer, term, place))
            before = named
    return School(NAME, NOTICE, STAFF, POSTS, LAYERS, TERMS, tuple(ties), STORIES, AWAY)


def _numbers_of_names(random, kind, term):
    """Return how many colleagues each member names."""
    ranges = dict(zip(POSTS, NAMES[kind], strict=True))
    drawn = {m.name: random.randint(*ranges[m.post]) for m in STAFF}
    return drawn | dict.fromkeys(AWAY[term], 0)


def _pull(layer, term):
    """Return how much each member's advice is wanted."""
    by_post = dict(zip(POSTS, BY_POST[layer], strict=True))
    pull = {m.name: by_post[m.post] * (2 if m.subject == layer else 1) for m in STAFF}
    return pull | EXCEPTIONS[layer, term] | dict.fromkeys(AWAY[term], 0.0)


def _draw(random, asker, pull, kept, many, named):
    """Return further colleagues whom the asker names, drawn one by one without replacement.

    named: dict of those who have answered before to the names they gave.
    """
    weights = {
        m.name: pull[m.name] * _nearness(m, asker) * (RETURNED if asker.name in named.get(m.name, ()) else 1.0)
        for m in STAFF
        if m is not asker and m.name not in kept and pull[m.name] > 0
    }
    drawn = []
    for _ in range(many):
        drawn.append(spin(random, weights))
        del weights[drawn[-1]]
    return drawn


def _nearness(member, asker):
    if _phases(member) & _phases(asker):
        return SAME_PHASE
    return ACROSS_PHASES if member.phase == WHOLE_SCHOOL else 1.0


def _phases(member):
    return {member.phase, SECOND_PHASE.get(member.name, member.phase)}


def _order(random, names):
    """Return the names in the order in which they come to mind."""
    post = {m.name: m.post for m in STAFF}
    soon = dict(zip(POSTS, COMES_TO_MIND, strict=True))
    wait = {name: soon[post[name]] + MEMORY * random.random() for name in names}
    return sorted(names, key=wait.__getitem__)
