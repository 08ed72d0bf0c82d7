"""The endpoints about methods, chains, shocks and signals."""

from grondstof.products.api.endpoint import HOME, TEXT, Endpoint, Parameter
from grondstof.products.web import parameters

CHAIN = Parameter("keten", "product", parameters.text, "Product.", "permanent-magnet", True)
TESTED = Parameter("grondstof", "material", parameters.material, "Grondstof.", "gallium", True)
ABOUT = Parameter("grondstof", "material", parameters.material, "Grondstof.", "gallium")
PRODUCT_CODE = Parameter("code", "code", parameters.code, "Goederencode.", "850511", True)
LINES = Parameter(
    "regels", "lines", parameters.line_list, "Factuurregels, elk op een eigen regel.",
    "Kogellager 6205-2RS", True,
)  # fmt: skip
SEVERITY = Parameter(
    "ernst", "severity", parameters.choice("high", "medium", "low"), "Minste ernst.", "high"
)
EDITIONS = (
    Parameter("van", "before", parameters.text, "De oudere editie.", "2026"),
    Parameter("tot", "after", parameters.text, "De nieuwere editie.", "2027"),
)
# Everything a scenario can say, as in a scenario file.
SCENARIO = (
    HOME,
    Parameter("scenario", "scenario", parameters.text, "Een scenario dat klaarligt.",
              "gallium-germanium-licences"),
    Parameter("land", "exporter", parameters.territory, "Land dat stopt.", "CHN"),
    Parameter("grondstof", "material", parameters.text, "Grondstof, of meer met komma's.",
              "gallium"),
    Parameter("product", "product", parameters.text, "Product van een keten.",
              "permanent-magnet"),
    Parameter("code", "code", parameters.text, "Goederencode.", "850511"),
    Parameter("fase", "stage", parameters.text, "Fase.", "processing"),
    Parameter("vorm", "form", parameters.choice("ban", "quota", "tax", "licence", "outage", "war"),
              "Vorm van de schok.", "ban"),
    Parameter("verlies", "loss", parameters.amount(0, 1), "Deel dat wegvalt.", "1.0"),
    Parameter("maanden", "months", parameters.whole(1, 120), "Duur in maanden.", "12"),
    Parameter("begin", "start", parameters.whole(1, 24),
              "Eerste maand, geteld vanaf 1.", "1"),
    Parameter("verdeling", "allocation", parameters.choice("pro-rata", "price"),
              "Wie krijgt wat over is.", "pro-rata"),
    Parameter("kalendermaand", "first_month", parameters.whole(1, 12),
              "Kalendermaand van maand 1.", "1"),
)  # fmt: skip

RISK_ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("/methoden", "methods", "methoden", "Uitkomsten van alle methoden naast elkaar",
             "methoden", (HOME, ABOUT)),
    Endpoint("/methoden/nl-axes", "list-method", "rekenwijze", "De keuzes van de lijst",
             "methoden", (HOME,)),
    Endpoint("/terugblik", "hindsight", "terugblik", "Wat de methode eerder had gezegd",
             "methoden", ()),
    Endpoint("/methoden/eu-verandering", "ec-change", "euVerandering",
             "Waarom een cijfer van de EU tussen 2017 en 2023 veranderde", "methoden", (ABOUT,)),
    Endpoint("/edities/verschil", "edition-diff", "editieVerschil",
             "Wat van editie tot editie veranderde", "methoden", EDITIONS),
    Endpoint("/correcties", "corrections", "correcties", "Elke correctie van een bron", "bronnen",
             ()),
    Endpoint("/ketens", "chain", "ketens", "Alle ketens, de kwetsbaarste eerst", "ketens",
             (HOME,)),
    Endpoint("/ketens/{keten}", "chain", "keten", "Wie elke stap van een keten levert", "ketens",
             (CHAIN, HOME)),
    Endpoint("/scenario", "scenario", "scenario", "Wat er gebeurt als een land stopt", "ketens",
             SCENARIO),
    Endpoint("/stresstests/{grondstof}", "stress-test", "stresstest",
             "De stresstest van een grondstof", "ketens", (TESTED, HOME)),
    Endpoint("/verboden", "library", "verboden", "Verboden van een jaar, het duurste eerst",
             "ketens", (HOME, ABOUT)),
    Endpoint("/signalen", "signals", "signalen", "Signalen en wat ze betekenen", "signalen",
             (HOME, ABOUT, SEVERITY)),
    Endpoint("/samenstelling", "composition", "samenstellingen",
             "Welk deel van de goederencodes een samenstelling heeft", "producten", (HOME,)),
    Endpoint("/samenstelling/{code}", "composition", "samenstelling",
             "Grammen per kilogram van een product", "producten", (PRODUCT_CODE, HOME)),
    Endpoint("/codes", "text-to-code", "codes", "Goederencodes bij factuurregels", "producten",
             (LINES,)),
    Endpoint("/register/zoek", "register-search", "zoekRegister", "Zoeken in het register",
             "register", (TEXT,)),
)  # fmt: skip
