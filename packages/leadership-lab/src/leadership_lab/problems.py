"""What is wrong in a file that a person made: told with its place and its remedy, all of it at once."""

PROBLEMS_SHOWN = 20


class InputError(ValueError):
    """What is wrong in a file that a person made, where, and what to do about it.

    path: str, the file as the reader named it; line: int from 1, or None for the file as a whole.
    problem, remedy: str, without a full stop.
    further: tuple of InputErrors for the file's other problems, at most 20 in all; unlisted: int, how many
        more there are.
    str() gives a line a problem: `ties.csv line 14: problem; remedy`.
    """

    def __init__(self, path, problem, remedy, line=None, further=(), unlisted=0):
        super().__init__(path, problem, remedy, line, further, unlisted)
        self.path, self.problem, self.remedy, self.line = path, problem, remedy, line
        self.further, self.unlisted = tuple(further), unlisted

    def __str__(self):
        place = self.path if self.line is None else f"{self.path} line {self.line}"
        said = [f"{place}: {self.problem}; {self.remedy}", *map(str, self.further)]
        if self.unlisted:
            said.append(f"{self.path}: and {self.unlisted} more")
        return "\n".join(said)


class Problems:
    """The problems of one file, gathered so that its owner can mend them in one go."""

    def __init__(self, path):
        self._path, self._found = path, []

    def add(self, line, problem, remedy):
        """Note a problem on a line; remedy: str, or a function that makes it if the problem is shown."""
        self._found.append((line, problem, remedy))

    def raise_any(self):
        """Raise the first problem by line as an InputError that carries the others, if there is one."""
        if not self._found:
            return
        ordered = sorted(self._found, key=lambda found: found[0])[:PROBLEMS_SHOWN]
        (line, problem, remedy), *further = [
            (line, problem, remedy() if callable(remedy) else remedy) for line, problem, remedy in ordered
        ]
        raise InputError(
            self._path,
            problem,
            remedy,
            line,
            further=[InputError(self._path, problem, remedy, line) for line, problem, remedy in further],
            unlisted=len(self._found) - len(ordered),
        )
