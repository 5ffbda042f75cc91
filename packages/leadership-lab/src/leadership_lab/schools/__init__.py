"""The fictional schools of the activities, declared fictional wherever they appear."""

from leadership_lab.schools.decisions import primary_school_decisions
from leadership_lab.schools.practice_log import primary_school_log
from leadership_lab.schools.primary import primary_school
from leadership_lab.schools.school import Member, School, Story, Tie
from leadership_lab.schools.voice import primary_school_voices

__all__ = [
    "Member",
    "School",
    "Story",
    "Tie",
    "primary_school",
    "primary_school_decisions",
    "primary_school_log",
    "primary_school_voices",
]
