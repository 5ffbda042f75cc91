"""`lab` as a head teacher meets it: figures, a conversation, or what to mend."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import networkx as nx
import pytest
from leadership_lab import cli, networks
from leadership_lab.ties import read_ties
from leadership_lab.workbooks import workbook

LAB = Path(sys.executable).with_name("lab")
HEADER = "who asks,who is asked\n"
NAMES = [
    *("Siân Ŵyn", "Mari Evans", "Lloyd, Dŷlan", "O'Neil", "Ann", "Bob", "Cai", "Dai", "Eira", "Ffion"),
    *("Gwen", "Huw", "Ifan", "Jo", "Carys"),
]


def rows(names, ties, seed=1):
    random = Random(seed)
    pairs = set()
    while len(pairs) < ties:
        pairs.add(tuple(random.sample(names, 2)))
    return sorted(pairs)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ties(folder):
    pairs = rows(NAMES[:-1], 50)
    (folder / "ties.csv").write_text(HEADER + "".join(f'"{u}","{v}"\n' for u, v in pairs), encoding="utf-8")
    (folder / "staff.csv").write_text("name\n" + "".join(f'"{name}"\n' for name in NAMES), encoding="utf-8")
    graph = nx.DiGraph(pairs)
    graph.add_nodes_from(NAMES)
    return graph


@pytest.fixture
def lab(capfd):
    def run(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        return code, out, err

    return run


class TestComputed:
    def test_json_is_the_measures_and_nothing_else(self, lab, ties):
        code, out, err = lab("network", "ties.csv", "--staff", "staff.csv", "--json")
        assert (code, err) == (0, "")
        figures = json.loads(out)
        assert list(figures) == list(networks.MEASURES)
        assert figures == pytest.approx(networks.school_measures(ties))
        assert figures["staff"] == 15
        assert figures["zero_indegree"] >= 1

    def test_without_the_staff_list_those_with_ties_are_the_staff(self, lab, ties):
        assert json.loads(lab("network", "ties.csv", "--json")[1])["staff"] == 14

    def test_the_same_file_gives_the_same_output(self, lab, ties):
        for flags in ((), ("--json",)):
            assert lab("network", "ties.csv", *flags) == lab("network", "ties.csv", *flags)

    def test_people_get_a_table_that_names_nobody(self, lab, ties):
        code, out, err = lab("network", "ties.csv", "--staff", "staff.csv")
        assert (code, err) == (0, "")
        assert out.startswith("School-level figures: 15 staff, 50 ties\n")
        assert not any(name in out for name in NAMES if len(name) > 3)
        assert out.isascii()

    def test_notices_go_to_standard_error(self, lab, folder, ties):
        text = (folder / "ties.csv").read_text(encoding="utf-8").replace(HEADER, "teacher,goes to,note\n\n")
        (folder / "ties.csv").write_text(text, encoding="utf-8")
        code, out, err = lab("network", "ties.csv", "--json")
        assert code == 0
        assert json.loads(out)["ties"] == 50
        assert err.split("\n") == [
            "Note: ties.csv line 2: blank, left out",
            "Note: ties.csv: column 1 is read as who asks, column 2 as who is asked",
            "Note: ties.csv: not read: column 3",
            "",
        ]

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_another_export_of_the_same_school(self, lab, folder, ties, encoding, delimiter):
        def spelt(name):
            return f' "{name.upper()}"' if len(name) % 2 else f'"{name}"'

        turned = [f"{spelt(v)}{delimiter}{spelt(u)}" for u, v in reversed(list(ties.edges))]
        text = "\r\n".join([f"Adviser{delimiter}Seeker", *turned])
        (folder / "other.csv").write_bytes(text.encode(encoding))
        code, out, _ = lab("network", "other.csv", "--staff", "staff.csv", "--json")
        assert code == 0
        assert json.loads(out) == pytest.approx(networks.school_measures(ties))

    def test_workbooks_give_what_text_files_give(self, lab, folder, ties):
        (folder / "ties.xlsx").write_bytes(workbook([("who asks", "who is asked"), *ties.edges]))
        (folder / "staff.xlsx").write_bytes(workbook([("name",), *((name,) for name in NAMES)]))
        assert lab("network", "ties.xlsx", "--staff", "staff.xlsx") == lab(
            "network", "ties.csv", "--staff", "staff.csv"
        )


class TestTooFewStaff:
    @pytest.fixture(autouse=True)
    def small(self, folder):
        (folder / "small.csv").write_text(HEADER + "Mari Evans,Siân\nSiân,Bob\n", encoding="utf-8")

    def test_a_conversation_is_printed(self, lab):
        code, out, err = lab("network", "small.csv")
        assert code == 3
        assert "Fewer than 12 staff" in out and "conversation" in out
        assert "Mari" not in out + err

    def test_json_says_so(self, lab):
        code, out, _ = lab("network", "small.csv", "--json")
        answer = json.loads(out)
        assert code == 3
        assert (answer["staff"], answer["computed"]) == (3, False)
        assert list(answer) == ["staff", "computed", "reason", "protocol"]
        assert "Mari" not in out

    def test_problems_of_the_file_come_first(self, lab, folder):
        (folder / "small.csv").write_text(HEADER + "Mari,Mari\n", encoding="utf-8")
        assert lab("network", "small.csv")[0] == 1

    @pytest.mark.parametrize(("staff", "code"), [(11, 3), (12, 0)])
    def test_twelve_are_enough(self, lab, folder, staff, code):
        ring = "".join(f"Person {i},Person {(i + 1) % staff}\n" for i in range(staff))
        (folder / "ring.csv").write_text(HEADER + ring)
        assert lab("network", "ring.csv")[0] == lab("network", "ring.csv", "--json")[0] == code

    def test_the_staff_list_can_make_a_school_of_it(self, lab, folder, ties):
        (folder / "small.csv").write_text(HEADER + "Mari Evans,Ann\n", encoding="utf-8")
        code, out, _ = lab("network", "small.csv", "--staff", "staff.csv", "--json")
        assert (code, json.loads(out)["staff"]) == (0, 15)


class TestTemplates:
    @pytest.mark.parametrize(("flags", "ending"), [((), "csv"), (("--excel",), "xlsx")])
    def test_written_refused_as_they_are_and_read_once_filled_in(self, lab, folder, flags, ending):
        code, out, err = lab("template", "ties", "new/school", *flags)
        assert (code, err) == (0, "")
        assert out.startswith(f"{Path('new/school', f'ties.{ending}')} is there") and "participation pack" in out
        assert lab("template", "staff", "new/school", *flags)[0] == 0
        ties, staff = f"new/school/ties.{ending}", f"new/school/staff.{ending}"
        code, out, err = lab("network", ties)
        assert (code, out) == (1, "")
        assert err.count("\n") == 2 and err.count(f"{ties} line 2: ") == 2
        assert err.count("says what belongs here, and is no name; write a name in its place, or remove the row") == 2
        code, out, err = lab("network", ties, "--staff", staff)
        assert (code, out) == (1, "") and err.startswith(f"{staff} line 2: ")

    def test_a_file_is_never_overwritten(self, lab, folder):
        (folder / "ties.csv").write_text("mine")
        code, out, err = lab("template", "ties", ".")
        assert (code, out) == (1, "")
        assert (
            err == "ties.csv: this file is there already, and may hold answers; name another folder, or move the file\n"
        )
        assert (folder / "ties.csv").read_text() == "mine"
        assert "since a file has its name; name another folder" in lab("template", "staff", "ties.csv")[2]
        assert "cannot be written" in lab("template", "staff", "ties.csv/within")[2]

    def test_help_leads_from_ethics_to_figures(self, capsys):
        for arguments in (["--help"], ["template", "--help"]):
            with pytest.raises(SystemExit):
                cli.main(arguments)
            text = capsys.readouterr().out
            steps = ("Ethics, data and privacy", "lab template staff", "lab network FOLDER")
            assert sorted(steps, key=text.index) == list(steps)


class TestProblems:
    @pytest.mark.parametrize("flags", [(), ("--json",)])
    def test_each_problem_on_a_line_of_standard_error(self, lab, folder, flags):
        (folder / "ties.csv").write_text(HEADER + "Mari,Mari\nBob,\nMari,Bob\nMari,Bob\n", encoding="utf-8")
        code, out, err = lab("network", "ties.csv", *flags)
        assert (code, out) == (1, "")
        assert [line.split(":")[0] for line in err.strip().split("\n")] == [
            *("ties.csv line 2", "ties.csv line 3", "ties.csv line 5")
        ]

    def test_no_such_file(self, lab, folder):
        code, out, err = lab("network", "none.csv")
        assert (code, out) == (1, "")
        assert err == "none.csv: there is no such file; check the name and the folder\n"

    def test_more_people_than_a_school_has(self, lab, folder, monkeypatch, ties):
        monkeypatch.setattr(cli, "LARGEST_SCHOOL", 13)
        code, out, err = lab("network", "ties.csv")
        assert (code, out) == (1, "")
        assert "it names 14 people, and 13 is the most that is computed; check" in err

    @pytest.mark.parametrize("arguments", [(), ("network",), ("network", "a", "b"), ("map", "a.csv")])
    def test_a_command_that_is_not_understood(self, capsys, arguments):
        with pytest.raises(SystemExit) as stopped:
            cli.main(list(arguments))
        assert stopped.value.code == 2
        assert "usage: lab" in capsys.readouterr().err

    def test_there_is_no_way_round_the_ethics(self, capsys):
        with pytest.raises(SystemExit) as stopped:
            cli.main(["network", "--help"])
        text = capsys.readouterr().out
        assert stopped.value.code == 0
        assert all(code in text for code in ("  0  ", "  1  ", "  2  ", "  3  "))
        assert sorted(word for word in text.split() if word.startswith("--")) == ["--help", "--json", "--staff"]


class TestInstalled:
    """Through the command that a person types, in a console of an older kind."""

    def run(self, *arguments, **variables):
        return subprocess.run(
            [LAB, *arguments], capture_output=True, env={"PATH": "", "PYTHONIOENCODING": "cp1252", **variables}
        )

    def test_figures_problems_and_conversations(self, folder, ties):
        done = self.run("network", "ties.csv", "--staff", "staff.csv", "--json")
        assert (done.returncode, done.stderr) == (0, b"")
        assert json.loads(done.stdout) == pytest.approx(networks.school_measures(ties))
        done = self.run("network", "ties.csv", "--staff", "ties.csv")
        assert done.returncode == 1
        assert b"ties.csv line" in done.stderr and b"Traceback" not in done.stderr
        (folder / "ŵ.csv").write_text(HEADER + "Ŵyn,Ŵyn\n", encoding="utf-8")
        done = self.run("network", "ŵ.csv", PYTHONUTF8="1")
        assert (done.returncode, done.stdout) == (1, b"")
        assert b"asks themselves" in done.stderr

    def test_names_can_be_printed_to_a_console_without_their_letters(self, folder):
        (folder / "small.csv").write_text(HEADER + "Ŵyn,Siân\n", encoding="utf-8")
        done = self.run("network", "small.csv")
        assert done.returncode == 3
        (folder / "self.csv").write_text(HEADER + "Ŵyn,ŵyn\n", encoding="utf-8")
        done = self.run("network", "self.csv")
        assert done.returncode == 1
        assert b"line 2" in done.stderr and b"Traceback" not in done.stderr

    @pytest.mark.skipif(os.name != "posix", reason="a pipe that breaks is a matter of POSIX systems")
    def test_a_reader_who_has_seen_enough_is_no_error(self, folder, ties):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run([LAB, "network", "ties.csv"], stdout=writing, stderr=subprocess.PIPE)
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b"")

    def test_networkx_alone_suffices_as_in_the_page(self, folder, ties):
        block = "import sys; sys.modules.update(numpy=None, scipy=None, IPython=None)\n"
        run = "from leadership_lab.cli import main; sys.exit(main(['network', 'ties.csv']))"
        done = subprocess.run([sys.executable, "-c", block + run], capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.startswith(b"School-level figures")


class TestSpeed:
    def test_a_large_school_from_file_to_figures(self, lab, folder):
        pairs = rows([f"Person {i}" for i in range(500)], 2500)
        (folder / "large.csv").write_text(HEADER + "".join(f"{u},{v}\n" for u, v in pairs), encoding="utf-8")
        start = time.process_time()
        assert lab("network", "large.csv", "--json")[0] == 0
        assert time.process_time() - start < 1.5

    def test_pseudonyms_are_what_the_command_uses(self, lab, ties, monkeypatch):
        seen = []

        def spy(*arguments, **options):
            seen.append(options)
            return read_ties(*arguments, **options)

        monkeypatch.setattr(cli, "read_ties", spy)
        lab("network", "ties.csv")
        assert seen == [{"pseudonyms": True}]
