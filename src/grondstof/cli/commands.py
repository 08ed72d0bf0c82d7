"""The table of commands: name, module and one line of help. A new command adds one line."""

from collections.abc import Mapping
from typing import NamedTuple


class Entry(NamedTuple):
    """One command: the module that holds it and its one-line help."""

    module: str
    help: str


COMMANDS: Mapping[str, Entry] = {
    "list": Entry("show_list", "Print the list of critical raw materials for a home."),
    "show": Entry("show", "Show everything about one material."),
    "explain": Entry("explain", "Show the formula behind a material with its numbers filled in."),
    "methods": Entry("methods", "Show what several methods say of the same materials."),
    "hindsight": Entry("hindsight", "Show what the list would have said before restrictions came."),
    "trace": Entry("trace", "Walk a number back to publisher, table and row."),
    "trade": Entry("trade", "Show trade of home in a material or code: who supplies, what leaves."),
    "origin": Entry("origin", "Show where what home imports was really made."),
    "territory": Entry("territory", "Show what home depends on a territory for."),
    "footprint": Entry(
        "footprint", "Show what home takes in of a material, directly and hidden in what it buys."
    ),
    "sector": Entry(
        "sector", "Show what an industry of home depends on, and the value added behind it."
    ),
    "chain": Entry("chain", "Show one chain from ore to end product: who supplies each step."),
    "chains": Entry("chains", "List all chains in order of how much they hang on one country."),
    "disrupt": Entry("disrupt", "Show what home misses when a country stops, month by month."),
    "stress-test": Entry(
        "stress_test", "Fill in the fields of the stress test of the Critical Raw Materials Act."
    ),
    "library": Entry("library", "Compute and show one-year bans of every material and country."),
    "demand": Entry(
        "demand", "Show demand for a chain by scenario, with stock, outflow and recycling."
    ),
    "urban-mine": Entry("urban_mine", "Show what is in use in home, goes out and can come back."),
    "stockpile": Entry("stockpile", "Show what days of cover amount to, cost and buy."),
    "measures": Entry("measures", "Show which measures buy most safety per euro, and how surely."),
    "table": Entry("table", "Plug in a multi-region table that you downloaded."),
    "product": Entry("product", "Show what a kilogram of a product holds, by trade code."),
    "codes": Entry("codes", "Guess trade codes for lines in your own words."),
    "basket": Entry("basket", "Show the five main risks of what you buy; write a supplier letter."),
    "company": Entry("company", "Assess a company's own supply, on its own machine."),
    "survey": Entry("survey", "Add up answers of companies without showing any of them."),
    "register": Entry(
        "register", "Look things up in the register, check it, and hold it to a list."
    ),
    "progress": Entry("progress", "Show how far the strategy is on a day."),
    "match": Entry("match", "Show which instruments fit a project, with the reasons."),
    "gaps": Entry("gaps", "Show which needs of projects no instrument meets."),
    "brief": Entry("brief", "Write two pages on a material, a territory or a chain."),
    "since": Entry("since", "Show what changed since a day, also as an Atom feed."),
    "targets": Entry("targets", "Show the targets and duties of law with their dates."),
    "read-letter": Entry("read_letter", "Propose register entries from a letter to parliament."),
    "signals": Entry("signals", "Print early-warning signals and the back-test of the rules."),
    "fetch": Entry("fetch", "Download the current files of a publisher."),
    "serve": Entry("serve", "Serve the site and its API."),
    "publish": Entry("publish", "Write the whole site as static files."),
    "sources": Entry("sources", "List the sources with licence and date."),
    "check": Entry("check", "Check sources, edition and tracing."),
    "edition": Entry("edition", "Build, list, verify or serve editions."),
    "source": Entry("source", "Freeze a publisher's file into a source's snapshot."),
    "new": Entry("new", "Write the files of a new source or a new home."),
}
