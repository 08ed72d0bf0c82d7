"""The dossier of Article 24 as a paper in Dutch or English; every cell says what it rests on."""

from collections.abc import Mapping
from typing import Any

from grondstof.products.company.dossier_page import Page
from grondstof.products.company.elements import ELEMENTS
from grondstof.products.report.printed import Paper
from grondstof.products.wording import MISSING
from grondstof.store.content import content_folder, csv_rows

_VERDICTS = {
    "significant": ("duidelijk kwetsbaar", "significant"),
    "possible": ("mogelijk kwetsbaar", "possible"),
    "limited": ("beperkt", "limited"),
    "not known": ("niet bekend", "not known"),
}
_BASES = {"supplier": "leverancier", "public": "openbaar", "not known": "niet bekend"}


def dossier(found: Mapping[str, Any], language: str) -> Paper:
    """Return the dossier of an assessment in `nl` or `en`."""
    page = _Page(found, language)
    chapters = (
        page.board, page.vulnerability, page.places, page.factors, page.exposure,
        page.mitigation, page.due_diligence, page.evidence, page.limits, page.elements,
    )  # fmt: skip
    for number_, chapter in enumerate(chapters, start=1):
        chapter(number_)
    title = page.say(
        "Risicobeoordeling strategische grondstoffen", "Risk assessment of strategic raw materials"
    )
    as_of = page.day(found["as_of"])
    under = page.say(
        f"Verordening (EU) 2024/1252, artikel 24. Peildatum {as_of}. Vertrouwelijk.",
        f"Regulation (EU) 2024/1252, Article 24. As of {as_of}. Confidential.",
    )
    return Paper(title, language, under, tuple(page.blocks))


class _Page(Page):
    """Writes the chapters one after the other."""

    def board(self, place: int) -> None:
        self.head(place, "Op één blad, voor het bestuur", "On one page, for the board")
        marked = [m for m in self.materials if m["vulnerability"]["verdict"] == "significant"]
        self.line(
            f"Wij kopen producten met {len(self.materials)} strategische grondstoffen. Voor "
            f"{len(marked)} zijn wij duidelijk kwetsbaar.",
            f"We buy products with {len(self.materials)} strategic raw materials. For "
            f"{len(marked)} we are significantly vulnerable.",
        )
        for row in sorted(marked, key=lambda m: -m["value_eur"])[:5]:
            risk = row["supply_risk"]
            self.line(
                f"{self.name(row['material_id'])}: {self.percent(row['largest_share'])} uit "
                f"{self.told(row['largest_territory'])} ({row['largest_year']}); "
                f"leveringsrisico {self.figure(risk[1], 1)}, drempel "
                f"{self.figure(row['supply_risk_threshold'], 1)}; inkoop "
                f"{self.figure(row['value_eur'])} euro.",
                f"{self.name(row['material_id'])}: {self.percent(row['largest_share'])} from "
                f"{self.told(row['largest_territory'])} ({row['largest_year']}); supply risk "
                f"{self.figure(risk[1], 1)}, threshold "
                f"{self.figure(row['supply_risk_threshold'], 1)}; purchases of EUR "
                f"{self.figure(row['value_eur'])}.",
                bullet=True,
            )
        due = self.day(self.found["next_due"])
        self.line(
            f"De volgende beoordeling is uiterlijk {due} nodig. Het streefcijfer"
            " van 65 % in artikel 5 geldt voor de Unie als geheel, niet voor een bedrijf.",
            f"The next assessment is due by {due}. The benchmark of 65 % of "
            "Article 5 holds for the Union as a whole, not for a company.",
        )
        self._changes()

    def _changes(self) -> None:
        rows = [
            (
                self.name(row["material_id"]),
                self.word("company.changed", row["what"]),
                self._change(row["what"], row["before"]),
                self._change(row["what"], row["now"]),
            )
            for row in self.found["changes"]
        ]
        if rows:
            caption = self.say("Anders dan de vorige keer", "Changed since the last cycle")
            head = (self.say("grondstof", "material"), self.say("wat", "what"))
            self.grid(caption, (*head, self.say("toen", "then"), self.say("nu", "now")), rows)

    def _change(self, what: str, value: Any) -> str:
        if value is None:
            return MISSING
        if what == "verdict":
            return self.say(*_VERDICTS[value])
        if what == "largest territory":
            return self.place(value)
        return self.figure(float(value))

    def vulnerability(self, place: int) -> None:
        self.head(place, "Hoe kwetsbaar zijn wij", "How vulnerable are we")
        rows = []
        worst = list(_VERDICTS)
        for row in sorted(
            self.materials,
            key=lambda m: (worst.index(m["vulnerability"]["verdict"]), -m["value_eur"]),
        ):
            verdict = row["vulnerability"]
            span = f"{self.figure(verdict['low'], 1)}-{self.figure(verdict['high'], 1)}"
            rows.append(
                (
                    self.name(row["material_id"]),
                    self.say(*_VERDICTS[verdict["verdict"]]),
                    span if verdict["low"] is not None else MISSING,
                    self.figure(row["supply_risk_threshold"], 1),
                    self.words("company.because", verdict["because"]),
                    str(len(row["suppliers"])),
                    self._hidden(row),
                    self.figure(row["days_of_cover"]),
                )
            )
        head_nl = "grondstof;oordeel;leveringsrisico (5-95 %);drempel;waarom;leveranciers;"
        head_nl += "verborgen enige bron;dagen voorraad"
        head_en = "material;verdict;supply risk (5-95 %);threshold;because;suppliers;"
        head_en += "hidden single source;days of cover"
        caption = self.say("Oordeel per grondstof", "Verdict per material")
        self.grid(caption, self.say(head_nl, head_en).split(";"), rows)
        self._houses()

    def _hidden(self, row: Mapping[str, Any]) -> str:
        found = []
        if row["hidden_at"]:
            place = self.place(row["hidden_at"]["territory_id"])
            found.append(f"{self.stage(row['hidden_at']['stage_id'])}: {place}")
        if row["hidden_house"]:
            found.append(row["hidden_house"]["passes_through"])
        return "; ".join(found) or MISSING

    def _houses(self) -> None:
        rows = [
            (
                self.name(row["material_id"]),
                str(tier["tier"]),
                "; ".join(tier["names"]),
                f"{tier['answered']}/{tier['suppliers']}",
                tier["passes_through"] or MISSING,
                ", ".join(tier["evidence"]),
            )
            for row in self.materials
            for tier in row["tiers"]
        ]
        if not rows:
            self.line(
                "Geen leverancier noemde nog van wie hij koopt: verborgen enige bronnen hierboven "
                "rusten alleen op landen.",
                "No supplier named yet whom they buy from: hidden single sources above rest on "
                "territories only.",
            )
            return
        head = self.say(
            "grondstof;lagen omhoog;genoemde bedrijven;beantwoord;alles via;bewijs",
            "material;tiers up;houses named;answered;all through;evidence",
        )
        caption = self.say("Leveranciers van leveranciers", "Suppliers of suppliers")
        self.grid(caption, head.split(";"), rows)

    def places(self, place: int) -> None:
        self.head(
            place, "Waar gewonnen, verwerkt en gerecycled", "Where extracted, processed, recycled"
        )
        self.line(
            "Elke regel zegt of hij van een leverancier komt of uit openbare gegevens. Openbare "
            "gegevens tellen waar een leverancier niet antwoordt (artikel 24, derde lid).",
            "Each row says whether it comes from a supplier or from public data. Public data count "
            "where a supplier does not answer (Article 24(3)).",
        )
        rows = [
            (
                self.name(row["material_id"]),
                self.stage(cell["stage_id"]),
                self.place(cell["territory_id"]),
                self.percent(cell["share"]),
                self.say(_BASES[cell["basis"]], cell["basis"])
                + (f", {cell['year']}" if cell["year"] else ""),
                self.source(cell["source"]),
            )
            for row in self.materials
            for cell in row["map"]
        ]
        head = self.say(
            "grondstof;stap;land;deel;herkomst gegeven;bron",
            "material;stage;territory;share;basis;source",
        )
        self.grid(self.say("Herkomst", "Origin"), head.split(";"), rows)
        self.sources()

    def factors(self, place: int) -> None:
        self.head(place, "Wat de levering kan raken", "What may affect supply")
        rows = [
            (
                self.name(row["material_id"]),
                ban["restriction_id"] or self.say("stel dat", "what if"),
                self.place(ban["territory_id"]),
                self.word("value.form", ban["form"])
                + (self.say(" (opgeschort)", " (suspended)") * ban["suspended"]),
                self.figure(ban["value_at_risk_eur"]),
                self.figure(ban["value_at_risk_high_eur"]),
                self.figure(ban["revenue_at_risk_high_eur"]),
            )
            for row in self.materials
            for ban in row["bans"]
        ]
        head = self.say(
            "grondstof;maatregel;land;vorm;inkoop geraakt (verwacht);inkoop geraakt (hoogstens);"
            "omzet geraakt (hoogstens)",
            "material;measure;territory;form;purchases hit (expected);purchases hit (at most);"
            "revenue hit (at most)",
        )
        caption = self.say(
            "Exportmaatregelen en denkbare verboden van een jaar, in euro",
            "Export measures and one-year bans that could come, in euro",
        )
        self.grid(caption, head.split(";"), rows)

    def exposure(self, place: int) -> None:
        self.head(place, "Wat wij kopen", "What we buy")
        rows = [
            (
                self.name(row["material_id"]),
                f"{self.figure(row['mass_low_kg'], 1)}-{self.figure(row['mass_high_kg'], 1)}"
                if row["mass_high_kg"] is not None
                else MISSING,
                str(row["rows_count"]),
                str(row["lines_without_amount"]),
                self.figure(row["value_eur"]),
                ", ".join(self.place(one) for one in row["declared_origins"]) or MISSING,
                ", ".join(map(str, row["rows"][:8])) + (" …" if row["rows_count"] > 8 else ""),
            )
            for row in self.materials
        ]
        head = self.say(
            "grondstof;kilogram (laag-hoog);regels;regels zonder hoeveelheid;inkoop (euro);"
            "opgegeven land van het product;rijen",
            "material;kilograms (low-high);lines;lines without amount;purchases (EUR);"
            "declared country of the product;rows",
        )
        self.grid(self.say("Per grondstof", "Per material"), head.split(";"), rows)

    def mitigation(self, place: int) -> None:
        self.head(place, "Maatregelen", "Measures")
        rows = []
        for row in self.materials:
            if row["vulnerability"]["verdict"] not in ("significant", "possible"):
                continue
            others = ", ".join(
                f"{self.place(other['territory_id'])} {self.percent(other['share'])}"
                for other in row["alternatives"][:4]
            )
            chosen = [m for m in row["mitigation"] if m.get("chosen", "").casefold() in _YES]
            rows.append(
                (
                    self.name(row["material_id"]),
                    others or MISSING,
                    self.figure(row["substitution"], 2),
                    "; ".join(
                        f"{self.word('company.measure', m['sort'])}: {m['note']}"
                        for m in row["mitigation"]
                    )
                    or MISSING,
                    "; ".join(self.word("company.measure", m["sort"]) for m in chosen)
                    or self.say("nog geen", "none yet"),
                )
            )
        head = self.say(
            "grondstof;andere landen (spreiding);vervanging (0 goed, 1 slecht);bekeken;gekozen",
            "material;other territories (diversification);substitution (0 easy, 1 hard);considered;"
            "chosen",
        )
        caption = self.say("Bekeken en gekozen", "Considered and chosen")
        self.grid(caption, head.split(";"), rows)

    def due_diligence(self, place: int) -> None:
        self.head(place, "Gepaste zorgvuldigheid", "Due diligence")
        path = content_folder() / "products" / "due_diligence.csv"
        steps = csv_rows(path)
        caption = self.say("De zes stappen van de OESO", "The six steps of the OECD")
        head = ("#", self.say("stap", "step"), self.say("gedaan, waar", "done, where"))
        self.grid(caption, head, [(s["step"], s[self.language], "") for s in steps])
        flags = [
            (self.name(row["material_id"]), ", ".join(row["duties"]))
            for row in self.materials
            if row["duties"]
        ]
        caption = self.say("Plichten per grondstof", "Duties per material")
        self.grid(caption, (self.say("grondstof", "material"), self.say("plicht", "duty")), flags)

    def evidence(self, place: int) -> None:
        self.head(place, "Vragen, antwoorden en weigeringen", "Requests, answers and refusals")
        rows = [
            (
                item["evidence_id"],
                item["day"],
                self.word("company.sort", item["sort"]),
                item["supplier"],
                self.name(item["material_id"]),
                self.word("company.question", item["question_id"]),
                item["text"],
            )
            for item in self.found["evidence"]
        ]
        head = self.say(
            "nummer;dag;soort;leverancier;grondstof;vraag;antwoord",
            "id;day;sort;supplier;material;question;answer",
        )
        self.grid(self.say("Bewijs", "Evidence"), head.split(";"), rows)

    def limits(self, place: int) -> None:
        self.head(place, "Wat ontbreekt", "What is missing")
        codes = self.found["codes"]
        self.line(
            f"{self.found['lines']} regels gelezen; {len(self.found['left_out'])} weggelaten. "
            f"Code gegeven: {codes['given']}; geraden uit tekst: {codes['guessed']}; niet bekend: "
            f"{codes['not known']}.",
            f"{self.found['lines']} lines read; {len(self.found['left_out'])} left out. Code "
            f"given: {codes['given']}; guessed from text: {codes['guessed']}; not known: "
            f"{codes['not known']}.",
        )
        rows = [(row["found"], str(row["count"])) for row in self.found["left_out_reasons"]]
        caption = self.say("Fouten in het bestand", "Faults in the file")
        self.grid(caption, (self.say("gevonden", "found"), self.say("aantal", "count")), rows)
        numbers = ", ".join(str(row["row"]) for row in self.found["left_out"][:200])
        if numbers:
            self.line(f"Weggelaten rijen: {numbers}", f"Rows left out: {numbers}")
        if self.found["sheets_not_read"]:
            named = ", ".join(self.found["sheets_not_read"])
            self.line(f"Niet gelezen bladen: {named}", f"Sheets not read: {named}")

    def elements(self, place: int) -> None:
        self.head(place, "Artikel 24, punt voor punt", "Article 24, point by point")
        rows = [
            (one.article, self.say(one.asked_nl, one.asked_en), str(one.chapter), one.key)
            for one in ELEMENTS
        ]
        head = self.say("artikel;gevraagd;hoofdstuk;plaats in JSON",
                        "article;asked;chapter;place in JSON")  # fmt: skip
        self.grid(self.say("Waar staat wat", "What stands where"), head.split(";"), rows)


_YES = ("yes", "ja", "x", "1")
