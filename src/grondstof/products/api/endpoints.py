"""The endpoints of the API: path, question, what each parameter means. One line is one endpoint.

Paths and parameters are Dutch, fields are English, per the Dutch design rules for REST APIs.
"""

from grondstof.products.answers.names import own_home
from grondstof.products.api.endpoint import HOME, TEXT, Endpoint, Parameter
from grondstof.products.api.risk_endpoints import RISK_ENDPOINTS
from grondstof.products.web import parameters

YEAR = Parameter("jaar", "year", parameters.whole(1990, 2100), "Jaar van de cijfers.", "2024")
METHOD = Parameter(
    "methode",
    "method",
    parameters.choice("nl-axes", "eu-2023", "eu-2017"),
    "Methode van de lijst.",
    "eu-2023",
)
MATERIAL = Parameter(
    "grondstof", "material", parameters.material, "Naam of id van de grondstof.", "gallium", True
)
SUBJECT = Parameter(
    "grondstof", "subject", parameters.material, "Naam of id van de grondstof.", "gallium", True
)
TERRITORY = Parameter(
    "land", "territory", parameters.territory, "Naam of code van het land.", "CHN", True
)
CODE = Parameter("code", "code", parameters.code, "Goederencode, zonder punten.", "850511", True)
CODE_SUBJECT = Parameter("code", "subject", parameters.code, "Goederencode.", "850511", True)
CODES = Parameter(
    "codes", "codes", parameters.code_list, "Goederencodes met komma's.", "850511,811292", True
)
ITEM = Parameter("afspraak", "item", parameters.text, "Nummer of id.", "32852-259", True)
INDICATOR = Parameter(
    "indicator", "indicator", parameters.text, "Id van de indicator.", "hhi-world", True
)
SECTOR = Parameter("bedrijfstak", "sector", parameters.text, "Bedrijfstak.", "C28", True)
PARTNERSHIP = Parameter("partnerschap", "item", parameters.text, "Id.", "eu-chile", True)
PROJECT = Parameter("project", "item", parameters.text, "Id.", "project-be-1-gepeto", True)
INSTRUMENT = Parameter("instrument", "item", parameters.text, "Id.", "wbso", True)
OF_MATERIAL = Parameter(
    "grondstof", "material", parameters.material, "Alleen van deze grondstof.", "gallium"
)
SINCE = Parameter("sinds", "since", parameters.text, "Eerste dag.", "2025-06-01", True)
ABOUT = Parameter(
    "onderwerp", "subject", parameters.text, "Grondstof, land of keten.", "gallium", True
)
MATCHED = (
    Parameter("land", "country", parameters.territory, "Land van het project.", own_home(), True),
    Parameter("grondstof", "materials", parameters.material, "Grondstof.", "gallium"),
    Parameter("stap", "stage", parameters.text, "Stap in de keten.", "processing"),
    Parameter("fase", "phase", parameters.text, "Fase.", "investment"),
    Parameter("aanvrager", "applicant", parameters.text, "Soort aanvrager.", "sme"),
    Parameter("bedrag", "need_meur", parameters.text, "Gezocht bedrag [miljoen euro].", "25"),
    Parameter("capaciteit", "capacity_t", parameters.text, "Capaciteit [ton per jaar].", "20"),
    Parameter("verbruik", "eu_consumption_t", parameters.text, "EU-verbruik [ton].", "40"),
)

WORLD = Parameter(
    "thuisland", "home", parameters.home_or_world, "Land of groep, of WORLD.", own_home()
)
CHAIN = Parameter("keten", "chain", parameters.text, "Keten.", "permanent-magnet", True)
DEMAND = (
    CHAIN,
    WORLD,
    Parameter("jaar", "year", parameters.whole(2020, 2050), "Jaar tot 2050.", "2040"),
    Parameter("scenario", "scenario", parameters.text, "Scenario.", "nl-adapt"),
)
MINED = Parameter(
    "grondstof", "material", parameters.material, "Naam of id van de grondstof.", "neodymium", True
)
STOCK = (
    MATERIAL,
    HOME,
    Parameter("dagen", "cover_days", parameters.amount(0, 3650), "Dagen gebruik.", "60"),
    Parameter("gebruik", "use_t", parameters.amount(1e-9, 1e9), "Gebruik in ton per jaar.", "3"),
    Parameter("scenario", "scenario", parameters.text, "Schokscenario.", "gallium-ban-china"),
)
CHOICE = (
    CHAIN,
    HOME,
    Parameter("budget", "budget", parameters.amount(1, 1e12), "Budget in euro.", "50000000"),
    Parameter("plafond", "cap", parameters.amount(0.01, 1), "Deel van één leverancier.", "0.65"),
    Parameter("grens", "bound", parameters.choice("high", "low"), "Waarde van een ton.", "high"),
)
GROUP = Parameter("groep", "group", parameters.text, "Productgroep.", "wind-farms", True)

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("/grondstoffen", "list", "lijst", "De lijst van kritieke grondstoffen",
             "grondstoffen", (HOME, METHOD)),
    Endpoint("/grondstoffen/{grondstof}", "material", "grondstof", "Alles over een grondstof",
             "grondstoffen", (MATERIAL, HOME)),
    Endpoint("/grondstoffen/{grondstof}/leveranciers", "material", "leveranciers",
             "Wie een grondstof levert, per stap", "grondstoffen", (MATERIAL, HOME)),
    Endpoint("/grondstoffen/{grondstof}/uitleg", "explanation", "uitleg",
             "De formule met ingevulde getallen", "grondstoffen", (MATERIAL, HOME)),
    Endpoint("/handel", "trade", "handel", "Wat blijft en wat vertrekt, over alle codes", "handel",
             (HOME, YEAR)),
    Endpoint("/grondstoffen/{grondstof}/handel", "trade", "handelGrondstof",
             "Invoer, uitvoer en wat blijft", "handel", (SUBJECT, HOME, YEAR)),
    Endpoint("/grondstoffen/{grondstof}/herkomst", "origin", "herkomstGrondstof",
             "Directe en herleide herkomst", "handel", (SUBJECT, HOME, YEAR)),
    Endpoint("/landen", "territories", "landen", "Van welke landen men het vaakst afhangt",
             "landen", (HOME,)),
    Endpoint("/landen/{land}", "territory", "land", "Waarvoor men van een land afhangt",
             "landen", (TERRITORY, HOME, YEAR)),
    Endpoint("/producten", "product", "producten", "Productgroepen met hun grondstoffen",
             "producten", ()),
    Endpoint("/producten/{code}", "product", "product", "Wat er in een product zit", "producten",
             (CODE, HOME)),
    Endpoint("/producten/{code}/handel", "trade", "handelProduct",
             "Invoer, uitvoer en wat blijft", "handel", (CODE_SUBJECT, HOME, YEAR)),
    Endpoint("/producten/{code}/herkomst", "origin", "herkomstProduct",
             "Directe en herleide herkomst", "handel", (CODE_SUBJECT, HOME, YEAR)),
    Endpoint("/mand", "basket", "mand", "De grondstoffen in een mand van codes", "producten",
             (CODES, HOME)),
    Endpoint("/uitvoerbeperkingen", "controls", "uitvoerbeperkingen", "Beperkingen op de uitvoer",
             "landen", (HOME,)),
    Endpoint("/bedrijfstakken", "sectors", "bedrijfstakken", "Bedrijfstakken", "bedrijfstakken",
             (HOME,)),
    Endpoint("/bedrijfstakken/{bedrijfstak}", "sector", "bedrijfstak",
             "Welke grondstoffen een bedrijfstak nodig heeft", "bedrijfstakken", (SECTOR, HOME)),
    Endpoint("/voetafdruk", "footprint", "voetafdruk", "Indirecte invoer en voetafdruk", "handel",
             (HOME,)),
    Endpoint("/afspraken", "progress", "afspraken", "De stand van alle afspraken", "register", ()),
    Endpoint("/afspraken/{afspraak}", "commitment", "afspraak", "Een afspraak of document",
             "register", (ITEM,)),
    Endpoint("/strategie", "strategy", "strategie", "De strategie in een oogopslag", "register",
             ()),
    Endpoint("/partnerschappen", "partnership", "partnerschappen", "Partnerschappen en akkoorden",
             "register", ()),
    Endpoint("/partnerschappen/{partnerschap}", "partnership", "partnerschap",
             "Een partnerschap met het aandeel ervoor en erna", "register", (PARTNERSHIP,)),
    Endpoint("/projecten", "project", "projecten", "Strategische projecten", "register",
             (OF_MATERIAL,)),
    Endpoint("/projecten/{project}", "project", "project", "Een strategisch project", "register",
             (PROJECT,)),
    Endpoint("/instrumenten", "instrument", "instrumenten", "Regelingen en instrumenten",
             "register", ()),
    Endpoint("/instrumenten/{instrument}", "instrument", "instrument",
             "Een instrument met zijn voorwaarden", "register", (INSTRUMENT,)),
    Endpoint("/passende-instrumenten", "match", "passendeInstrumenten",
             "Welke instrumenten bij een project passen", "register", MATCHED),
    Endpoint("/lacunes", "gaps", "lacunes", "Behoeften waarvoor geen instrument is", "register",
             (OF_MATERIAL,)),
    Endpoint("/doelen", "targets", "doelen", "Doelen, standen en verplichtingen", "register", ()),
    Endpoint("/kalender", "calendar", "kalender", "Wat eraan komt", "register", ()),
    Endpoint("/veranderingen", "since", "veranderingen", "Wat veranderde sinds een dag",
             "register", (SINCE,)),
    Endpoint("/notities/{onderwerp}", "brief", "notitie", "De notitie over een onderwerp",
             "register", (ABOUT,)),
    Endpoint("/vraag/{keten}", "demand", "vraag", "Vraag, voorraad, uitstroom en recycling",
             "oplossingen", DEMAND),
    Endpoint("/urban-mine", "urban-mine", "urbanMine", "Wat van elke grondstof in gebruik is",
             "oplossingen", (WORLD,)),
    Endpoint("/urban-mine/{grondstof}", "urban-mine", "urbanMineGrondstof",
             "Wat van een grondstof in gebruik is en terug kan komen", "oplossingen",
             (MINED, WORLD)),
    Endpoint("/voorraden/{grondstof}", "stockpile", "voorraad",
             "Wat een voorraad is, kost en oplevert", "oplossingen", STOCK),
    Endpoint("/maatregelen/{keten}", "measures", "maatregelen",
             "Welke maatregel per euro het meeste verlies voorkomt", "oplossingen", CHOICE),
    Endpoint("/productgroepen", "product-group", "productgroepen",
             "De productgroepen van de circulaire economie", "oplossingen", (WORLD,)),
    Endpoint("/productgroepen/{groep}", "product-group", "productgroep",
             "Hoe circulair een productgroep kan zijn", "oplossingen", (GROUP, WORLD)),
    Endpoint("/indicatoren", "indicator", "indicatoren", "Alle indicatoren", "indicatoren", ()),
    Endpoint("/indicatoren/{indicator}", "indicator", "indicator", "De waarden van een indicator",
             "indicatoren", (INDICATOR,)),
    Endpoint("/bronnen", "sources", "bronnen", "Waar de cijfers vandaan komen", "bronnen", ()),
    Endpoint("/zoek", "find", "zoek", "Zoeken op alles met een pagina", "zoeken", (TEXT,)),
    *RISK_ENDPOINTS,
)  # fmt: skip
