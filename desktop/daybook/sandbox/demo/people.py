# ruff: noqa: E501 - a company's people, one line
"""The team and its customers. All names, numbers and addresses are invented; `.example` belongs to nobody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """One of the team."""

    name: str
    last_name: str
    position: str
    city: str
    gender: str
    phone: str


TEAM = (
    Member("Elena", "Marchetti", "Head of sales", "Milano", "F", "+39 02 5550 0101"),
    Member("Tomasz", "Nowak", "Account manager", "Kraków", "M", "+48 12 555 01 02"),
    Member("Claire", "Dubois", "Key account manager", "Lyon", "F", "+33 4 55 50 01 03"),
    Member("Yusuf", "Demir", "Sales engineer", "İzmir", "M", "+90 232 555 01 04"),
    Member("Дмитрий", "Волков", "Менеджер по продажам", "Алматы", "M", "+7 727 555 01 05"),
    Member("Μαρία", "Παπαδοπούλου", "Υπεύθυνη πωλήσεων", "Θεσσαλονίκη", "F", "+30 2310 555 106"),
    Member("نور", "الحداد", "مديرة حسابات", "عمّان", "F", "+962 6 555 0107"),
    Member("Samuel", "Okafor", "Sales development", "Leeds", "M", "+44 113 555 0108"),
)


@dataclass(frozen=True)
class Customer:
    """A company: title, town, what it does, its mail domain, its people."""

    title: str
    city: str
    industry: str
    domain: str
    people: tuple[tuple[str, str, str], ...]


CUSTOMERS = (
    Customer(
        "Northwind Traders", "Leeds", "MANUFACTURING", "northwind.example",
        (("Andrew", "Johnson", "Operations director"), ("Grace", "Holloway", "Purchasing"), ("Imran", "Siddiqui", "IT lead")),
    ),
    Customer(
        "Contoso Retail Group", "Rotterdam", "OTHER", "contoso.example",
        (("Femke", "de Vries", "Head of stores"), ("Bram", "Janssen", "Project manager"), ("Lotte", "Bakker", "Finance")),
    ),
    Customer(
        "Fabrikam Machinery", "Stuttgart", "MANUFACTURING", "fabrikam.example",
        (("Jürgen", "Schäfer", "Plant manager"), ("Anke", "Vogel", "Einkauf"), ("Lukas", "Brandt", "Maintenance")),
    ),
    Customer(
        "Adatum Insurance", "Dublin", "FINANCE", "adatum.example",
        (("Siobhán", "O’Brien", "Claims director"), ("Conor", "Walsh", "Procurement"), ("Aoife", "Kelly", "Data protection")),
    ),
    Customer(
        "Litware Clinics", "Wien", "OTHER", "litware.example",
        (("Katharina", "Hofer", "Medical director"), ("Stefan", "Gruber", "Verwaltung"), ("Miriam", "Lang", "Reception lead")),
    ),
    Customer(
        "Proseware Schools Trust", "Bristol", "OTHER", "proseware.example",
        (("Harriet", "Penrose", "Business manager"), ("Dev", "Patel", "Network manager"), ("Olive", "Marsh", "Head teacher")),
    ),
    Customer(
        "Tailwind Logistics", "Gdańsk", "DELIVERY", "tailwind.example",
        (("Piotr", "Wiśniewski", "Fleet manager"), ("Zofia", "Kaczmarek", "Dispatcher"), ("Michał", "Zając", "CEO")),
    ),
    Customer(
        "Wingtip Hotels", "Lisboa", "OTHER", "wingtip.example",
        (("Inês", "Carvalho", "General manager"), ("João", "Figueiredo", "Revenue manager"), ("Beatriz", "Sousa", "Events")),
    ),
    Customer(
        "ООО «Северный ветер»", "Архангельск", "DELIVERY", "severveter.example",
        (("Ольга", "Соколова", "Коммерческий директор"), ("Игорь", "Лебедев", "Логистика"), ("Марина", "Кузнецова", "Бухгалтерия")),
    ),
    Customer(
        "Αιγαίο Ναυτιλιακή", "Πειραιάς", "DELIVERY", "aigaio.example",
        (("Νίκος", "Γεωργίου", "Διευθυντής στόλου"), ("Ελένη", "Κωνσταντίνου", "Προμήθειες"), ("Γιάννης", "Αλεξίου", "Πλοίαρχος")),
    ),
    Customer(
        "上海晨光电子有限公司", "上海", "IT", "chenguang.example",
        (("伟", "王", "采购经理"), ("静怡", "李", "项目经理"), ("志强", "陈", "技术总监")),
    ),
    Customer(
        "شركة الواحة للتجارة", "دبي", "OTHER", "alwaha.example",
        (("خالد", "المنصوري", "المدير العام"), ("فاطمة", "الزهراء", "المشتريات"), ("سامي", "حداد", "تقنية المعلومات")),
    ),
    Customer(
        "גליל טכנולוגיות בע״מ", "חיפה", "IT", "galil.example",
        (("יעל", "כהן", "מנהלת רכש"), ("אורי", "לוי", "סמנכ״ל תפעול"), ("נועה", "מזרחי", "כספים")),
    ),
    Customer(
        "Ironbridge Steelworks", "Sheffield", "MANUFACTURING", "ironbridge.example",
        (("Malcolm", "Thwaite", "Works manager"), ("Priya", "Raman", "Safety officer"), ("Gareth", "Lloyd", "Buyer")),
    ),
    Customer(
        "Mariner Seafood", "Bergen", "DELIVERY", "mariner.example",
        (("Ingrid", "Solheim", "Quality manager"), ("Lars", "Nygård", "Owner"), ("Sigrid", "Bø", "Export")),
    ),
    Customer(
        "Orchard Foods Co-op", "Bolzano", "OTHER", "orchard.example",
        (("Matteo", "Rinaldi", "Presidente"), ("Giulia", "Ferrari", "Acquisti"), ("Hannes", "Pichler", "Lager")),
    ),
    Customer(
        "Pinewood Furniture", "Jönköping", "MANUFACTURING", "pinewood.example",
        (("Astrid", "Lindqvist", "Produktionschef"), ("Nils", "Ek", "Inköp"), ("Maja", "Sandberg", "Ekonomi")),
    ),
    Customer(
        "Kestrel Architects", "København", "OTHER", "kestrel.example",
        (("Søren", "Mikkelsen", "Partner"), ("Freja", "Dahl", "Studio manager"), ("Emil", "Holm", "BIM lead")),
    ),
    Customer(
        "Bellows & Reed Organs", "Ghent", "OTHER", "bellowsreed.example",
        (("Pieter", "Claes", "Orgelbouwer"), ("Marieke", "Wouters", "Office"), ("Koen", "Maes", "Workshop")),
    ),
    Customer(
        "Solaria Greenhouses", "Almería", "OTHER", "solaria.example",
        (("Lucía", "Navarro", "Directora técnica"), ("Diego", "Ortega", "Compras"), ("Marta", "Gil", "Administración")),
    ),
)  # fmt: skip

# Title, index of the customer, product, stage, amount, currency.
DEALS = (
    ("Northwind renewal", 0, "service contract", "FINAL_INVOICE", 48_600, "EUR"),
    ("Northwind barcode scanners, Leeds", 0, "handheld scanners", "EXECUTING", 23_950, "GBP"),
    ("Northwind second warehouse", 0, "warehouse licences", "NEW", 61_200, "GBP"),
    ("Contoso rollout", 1, "store terminals", "EXECUTING", 312_000, "EUR"),
    ("Contoso spare terminals", 1, "spare terminals", "PREPAYMENT_INVOICE", 18_400, "EUR"),
    ("Contoso loyalty pilot in 3 stores", 1, "loyalty module", "PREPARATION", 27_500, "EUR"),
    ("Fabrikam maintenance portal", 2, "maintenance portal", "PREPARATION", 94_000, "EUR"),
    ("Fabrikam line 4 sensors", 2, "vibration sensors", "NEW", 36_750, "EUR"),
    ("Adatum claims desk", 3, "claims desk licences", "EXECUTING", 128_300, "EUR"),
    ("Adatum training days", 3, "training days", "WON", 9_600, "EUR"),
    ("Litware appointment kiosks", 4, "check-in kiosks", "PREPAYMENT_INVOICE", 57_900, "EUR"),
    ("Litware Graz branch", 4, "branch package", "NEW", 21_000, "EUR"),
    ("Proseware cashless canteen", 5, "canteen terminals", "PREPARATION", 44_180, "GBP"),
    ("Proseware Wi-Fi refresh", 5, "access points", "LOSE", 32_000, "GBP"),
    ("Tailwind fleet tablets", 6, "rugged tablets", "EXECUTING", 215_000, "PLN"),
    ("Tailwind driver app", 6, "driver app", "FINAL_INVOICE", 140_000, "PLN"),
    ("Tailwind cold-chain sensors", 6, "temperature loggers", "NEW", 88_500, "PLN"),
    ("Wingtip front desk, Porto", 7, "front desk package", "PREPARATION", 39_900, "EUR"),
    ("Wingtip spa booking", 7, "booking module", "NEW", 12_750, "EUR"),
    ("Северный ветер: складской учёт", 8, "складской учёт", "EXECUTING", 4_250_000, "RUB"),
    ("Северный ветер: продление поддержки", 8, "поддержка", "PREPAYMENT_INVOICE", 860_000, "RUB"),
    ("Αιγαίο: σύστημα κρατήσεων", 9, "σύστημα κρατήσεων", "PREPARATION", 73_400, "EUR"),
    ("Αιγαίο: tablets για το πλήρωμα", 9, "tablets", "NEW", 19_800, "EUR"),
    ("晨光电子 生产看板", 10, "production dashboard", "EXECUTING", 520_000, "CNY"),
    ("晨光电子 条码设备", 10, "barcode equipment", "PREPARATION", 186_000, "CNY"),
    ("الواحة: نظام نقاط البيع", 11, "point-of-sale system", "PREPARATION", 240_000, "AED"),
    ("الواحة: تجديد الصيانة", 11, "maintenance", "FINAL_INVOICE", 65_000, "AED"),
    ("גליל: בקרת גישה", 12, "access control", "PREPAYMENT_INVOICE", 178_000, "ILS"),
    ("גליל: הדרכה למשתמשים", 12, "user training", "NEW", 24_000, "ILS"),
    ("Ironbridge safety lockers", 13, "safety lockers", "EXECUTING", 52_300, "GBP"),
    ("Ironbridge gate readers", 13, "gate readers", "PREPARATION", 17_640, "GBP"),
    ("Ironbridge audit package", 13, "audit package", "WON", 11_200, "GBP"),
    ("Mariner traceability labels", 14, "label printers", "PREPAYMENT_INVOICE", 310_000, "NOK"),
    ("Mariner export documents", 14, "document module", "NEW", 145_000, "NOK"),
    ("Orchard weighbridge", 15, "weighbridge link", "EXECUTING", 28_700, "EUR"),
    ("Orchard growers’ portal", 15, "growers’ portal", "PREPARATION", 46_500, "EUR"),
    ("Pinewood showroom configurator", 16, "product configurator", "PREPARATION", 690_000, "SEK"),
    ("Pinewood CNC interface", 16, "machine interface", "NEW", 225_000, "SEK"),
    ("Kestrel drawing archive", 17, "drawing archive", "EXECUTING", 198_000, "DKK"),
    ("Kestrel 12 extra seats", 17, "extra seats", "FINAL_INVOICE", 54_000, "DKK"),
    ("Bellows & Reed spare-part shop", 18, "web shop", "PREPARATION", 22_400, "EUR"),
    ("Bellows & Reed workshop tablets", 18, "workshop tablets", "APOLOGY", 7_950, "EUR"),
    ("Solaria climate control, hall 7", 19, "climate controllers", "EXECUTING", 83_600, "EUR"),
    ("Solaria irrigation meters — third tender, after the two that the regional water authority cancelled", 19,
     "irrigation meters", "NEW", 41_900, "EUR"),
)  # fmt: skip

# Title, first name, last name, company, source, status.
LEADS = (
    ("Asked for prices at the Hannover fair", "Bettina", "Krause", "Krause Pumpen", "TRADE_SHOW", "NEW"),
    ("Web form: demo for 15 users", "Oscar", "Lindholm", "Fjord Cycles", "WEB", "NEW"),
    ("Recommended by Contoso", "Sanne", "Visser", "Visser Bloemen", "RECOMMENDATION", "IN_PROCESS"),
    ("Call back: wants kiosks before summer", "Marek", "Dvořák", "Lázně Horizont", "CALL", "IN_PROCESS"),
    ("Newsletter reply, warehouse project", "Héloïse", "Martin", "Atelier Garance", "EMAIL", "NEW"),
    ("Chat: can it print in Arabic?", "ليلى", "منصور", "مخبز الياسمين", "WEB", "PROCESSED"),
    ("Заявка с сайта: учёт для трёх складов", "Сергей", "Ильин", "ТК «Магистраль»", "WEB", "NEW"),
    ("Tender 2214/7, city library", "Ruta", "Kazlauskienė", "Vilnius City Library", "OTHER", "IN_PROCESS"),
    ("Came back after two years", "Patrick", "Moran", "Moran Plant Hire", "CALL", "IN_PROCESS"),
    ("Partner referral: dental chain", "Chiara", "Fontana", "Sorriso Dental", "PARTNER", "PROCESSED"),
    ("Asked twice for a trial key", "Kwame", "Mensah", "Accra Print House", "WEB", "NEW"),
    ("Met on the train to Zürich", "Reto", "Ammann", "Ammann Holzbau", "OTHER", "NEW"),
    ("Needs offline mode on two ships", "Δημήτρης", "Μαρίνος", "Κυκλάδες Ferries", "CALL", "IN_PROCESS"),
    ("Web form: price for 4 shops", "Agnieszka", "Lis", "Księgarnia Pod Lipą", "WEB", "NEW"),
    ("Student project, maybe a real budget", "Tuan", "Nguyen", "Mekong Rice Mill", "EMAIL", "JUNK"),
    ("Competitor’s contract ends in March", "Deborah", "Stein", "Stein & Hart Solicitors", "CALL", "PROCESSED"),
    ("客户咨询：仓库盘点方案", "敏", "赵", "青岛海丰冷链", "WEB", "NEW"),
    ("Wants to see a reference in Spain", "Álvaro", "Cano", "Bodegas Cano", "TRADE_SHOW", "IN_PROCESS"),
    ("Form without a phone number", "R.", "Okonkwo", "Lagos Medical Supply", "WEB", "NEW"),
    ("Asked whether we do rentals", "Ewa", "Sikora", "Sikora Eventy", "CALL", "IN_PROCESS"),
    ("פנייה מהאתר: הצעה ל־40 עובדים", "דנה", "פרידמן", "מאפיית הכרמל", "WEB", "NEW"),
    ("Webinar guest, stayed for the questions", "Joanna", "Reeves", "Reeves Veterinary", "WEBFORM", "PROCESSED"),
    ("Old quote from 2023 found again", "Bo", "Christensen", "Limfjord Marine", "EMAIL", "CONVERTED"),
    ("Wants a discount for charities", "Maeve", "Dunne", "Open Kitchen Trust", "CALL", "IN_PROCESS"),
    ("Procurement portal message, no name", "", "", "Stadtwerke Neuhaus", "OTHER", "NEW"),
)

# Title, index of the deal, stage.
INSTALLATIONS = (
    ("Leeds warehouse: 24 scanners and 3 docks", 1, "DT128_1:PREPARATION"),
    ("Rotterdam flagship store: 18 terminals", 3, "DT128_1:NEW"),
    ("Utrecht store: 9 terminals, night shift", 3, "DT128_1:CLIENT"),
    ("Dublin claims floor: badge readers", 8, "DT128_1:SUCCESS"),
    ("Wien Hietzing clinic: 4 kiosks", 10, "DT128_1:PREPARATION"),
    ("Gdańsk depot: tablets in 60 trucks", 14, "DT128_1:NEW"),
    ("Архангельск, склад № 2: сканеры", 19, "DT128_1:CLIENT"),
    ("上海 三号车间看板", 23, "DT128_1:PREPARATION"),
    ("Sheffield works: lockers at gates 1–3", 29, "DT128_1:NEW"),
    ("Bolzano weighbridge link", 34, "DT128_1:SUCCESS"),
    ("København studio: archive server", 38, "DT128_1:PREPARATION"),
    ("Almería hall 7: controllers and cabling", 42, "DT128_1:NEW"),
)
