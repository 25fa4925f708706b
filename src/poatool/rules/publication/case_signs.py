"""The kinds of cases that PUB517 finds, and the signs of which each is made: families of words, and phrases."""

import re

from poatool.rules.publication.persons import CAPITAL, HOUSE, OFFICES, STREETS
from poatool.text import MONTH_NAMES, lazy_pattern

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
FAMILIES = {
    "sufferer": "victim vic survivor complainant claimant witness informant whistleblower pārurenga",
    "sufferers": "victims survivors complainants claimants witnesses informants",
    "suspect": "suspect accused offender defendant perpetrator trafficker target",
    "person": """national worker woman man girl boy child student client applicant seafarer fisher chef cook driver
        employee migrant teenager tenant nanny cleaner pupil lady maid housekeeper deckhand picker nurse carer labourer
        builder neighbour boss pimp crew caller fisherman apprentice pastor waitress waiter bookkeeper foreman
        receptionist baker sailor masseuse dancer lodger flatmate landlord landlady stowaway orphan widow""",
    "business": """recruiter owner director employer company firm bank vessel boat premises address farm vineyard
        orchard nursery packhouse restaurant motel house site depot warehouse garage shop parlour hostel bar van restaurants motels hostels bars parlours houses agent contractor broker syndicate manager operator recruiters owners directors
        employers companies firms banks vessels boats addresses farms vineyards orchards packhouses sites agents""",
    "kin": """mother father sister brother wife husband daughter son aunt uncle cousin niece nephew kids brothers sisters
        grandmother grandfather twins parents grandson granddaughter stepfather stepmother widower""",
    "harm": """trafficked exploited enslaved rescued abused underpaid assaulted raped beaten threatened locked escaped
        fled repatriated forced endured suffered passport""",
    "health": """hiv pregnant diagnosed suicide miscarried overdosed ptsd depression counselling surgery hospital
        psychiatric psychologist therapist suicidal pregnancy miscarriage midwife rehab panic meth injured injury ward baby deaf blind paternity dna""",
    "home": "room unit flat cabin apartment home lives living staying hiding sleeps hides convent",
    "house": "house address school",
    "found": "found",
    "job": "works runs manager supervisor owner",
    "custody": "arrest arrested charged deported detained questioned interviewed suppressed remanded bail parole",
    "doubt": """investigation investigating investigated suspects accused alleged allegations allegation
        charges charge charged prosecuted prosecuting prosecution complaint concerns warrant warrants suspicion
        suspicions inquiry forged withholding whakatewhatewhatia""",
    "decided": """convicted sentenced fined ordered judgment appeal decision decisions penalty penalties published v
        guilty pleaded""",
    "police": "warrant warrants raid raids surveillance arrest arrests watching tailing sting op executing swoop takedown sweep",
    "covert": "undercover covert tapped bugged wiretap decoy informer intercept intercepts intercepted informant surveillance watching tailing",
    "suppression": "suppression suppressed",
    "placed": "placed inside within aboard board",
    "open": """will about going planned expected expects expect ongoing current live due set still running served being
        prepared continues likely shall ll intend intends renewed pending""",
    "unaware": "unaware unannounced",
    "ahead": "will",
    "general": """if when whether any every each can should must training trained trains train course guide guidance
        guides explain explained workshop legislation bill act powers power policy law laws rights services""",
    "when": f"{' '.join(name.lower() for name in MONTH_NAMES if name != 'May')} week month soon tomorrow easter christmas {_WEEKDAYS}",
    "she": "she her hers him his",
    "office": f"{OFFICES.lower().replace('|', ' ')} excellency honour secretary author actor",
    "naming": "named called known name whose ko",
    "public": """workshop workshops forum conference hui seminar talk talks speaker opened launched presented chair
        chaired award author researcher campaign festival play won exhibition launch signs indicators training trained guide leaflet leaflets committee""",
    "tangata": "kaiwhakaatu wahine tāne kōtiro tamaiti",
    "noho": "noho",
    "kin?": "family couple",
    "evidence": "testified payslips photographs ledger ledgers bruises informant",
    "evidence?": "us evidence statement statements name names source",
    "eve?": "raid raids search searches arrest arrests warrant warrants sweep",
    "alias?": "name names surname surnames",
    "told?": "us",
    "housed?": "women girls boys couple family victims crew brothers sisters",
    "acting?": "who whom left lives fears owes keeps",
    "hideout?": f"behind opposite beside above across next corner end back {STREETS.lower().replace('|', ' ')}",
    "recurring?": f"weekends night nights dark midnight between under below from before after {' '.join(f'{day}s' for day in _WEEKDAYS.split())}",
    "scoring?": "score scores scored trigger triggers flag flags flagged picked singled pull pulled mark marks stopped searched look looks looking watch watched",
    "criteria?": "passenger passengers traveller travellers cars vans trucks vehicles cash ticket tickets luggage bag plates under",
    "coming?": "will muster musters due waiting go goes lines ties tied berths",
    "gap?": """rostered watched watches patrol patrols checks checked cover covers guarded looks looked scanned searched waved camera cameras nobody laid action
        unmanned unwatched unguarded unattended""",
    "conduct?": """warning warnings vetting walked stood applied moved leave disciplined disciplinary grievance resigned quit spoken warned
        sacked demoted dismissed suspended reprimanded misconduct let leaving refused""",
    "settled?": "moved settled relocated resettled reunited gone lives living stays staying placed",
    "harm?": "held kept locked paid through happened",
    "health?": "appointment treated expecting life",
    "doubt?": "suspected looked looking thought reported",
    "matter?": "matter case file trial jury appeal prosecution complaint hearing",
    "intent?": "speak talk interview arrest charge question raid seize search board stop",
    "police?": "order orders freeze delivery operation",
    "custody?": "trial",
    "covert?": "investigation phone phones interest source device devices clothes pose poses eye tabs listened listening man woman person",
    "unaware?": "told know aware idea suspects suspect",
    "when?": "may",
    "general?": "may",
}
"""Families of words, in lower case. A family with a question mark counts only as part of a phrase in `_PHRASES`."""

CASES = (
    "naming sufferer suspect person + called",
    "name whose initials + sufferer sufferers kin harm health age address",
    "name whose initials + suspect custody doubt - decided",
    "person place + initials",
    "one + health home house job - general decided office",
    "she + health home - general decided office",
    "one + kin + place - decided",
    "one + place + harm health doubt - general decided office",
    "foreigner + place harm custody age found - general decided",
    "one + age + place",
    "one + company + harm - decided",
    "company + doubt - decided",
    "police + open still_open + target when - general decided",
    "one + place + ahead - general decided office",
    "doubt + open + target - general decided",
    "covert + placed target when - general decided",
    "suppression + custody + target - general",
    "matter + open still_open - general decided office",
    "intent + target sufferers suspect - general",
    "she + place foreigner - general decided office",
    "quote + sufferer sufferers person she",
    "unaware + target when - general decided",
    "one + confided - general",
    "hideout - general public",
    "coming + hour + target ship - decided public",
    "gap + recurring - decided",
    "scoring + criteria - decided public",
    "alias eve - general decided",
    "name staffer + conduct - decided public",
    "one + settled - general decided office public",
    "tangata + noho",
)
"""The kinds of cases: a sentence needs a sign (a family or phrase) from each group between `+`, and none after `-`."""

LIKELY = (
    "somebody + place venue + when settled home health harm doubt - general decided office public",
    "name + told evidence settled home job doubt conduct acting - general decided office public",
    "somebody one local kin + evidence - general decided office public",
    "somebody + told + place venue - general decided office public",
    "housed + place venue - general decided public",
    "somebody one local kin + told + when harm home health doubt job custody settled - general decided office public",
    "local + doubt harm settled - general decided office public",
    "kin + place told evidence settled home house harm health doubt custody job - general decided office public",
)
"""What is likely to be a single case, rather than certain to be one."""

_PERSON = "|".join(f"{FAMILIES['person']} {FAMILIES['kin']}".split())
_SOMEBODY = "|".join(f"{FAMILIES['person']} {FAMILIES['sufferer']} {FAMILIES['suspect']}".split())
_GROUPS = "people|staff|officials|men|women|children|those|any(?:one|body)|every(?:one|body)|some(?:one|body)|public|police|crew|group|team|family|couple|worker|person"
_THINGS = "(?:cent|quart|numb|pap|ord|oth|form|post|off|chapt|regist|lett|wint|summ|manag|minist|commission|memb|spons)er|(?:sect|direct|indicat)or|different|restaurant|recent|government|document|relevant|\\w+ment"
_PHRASES = {
    "called": rf"\b(?:(?:{_SOMEBODY}),?\ (?:named|called|known\ as|whose\ name\ is)|(?<=[’']s\ )name\ is|under\ the\ name|pārurenga\ ko)"
    rf"\ (?:{CAPITAL}|[A-Z]\.)(?:\ {CAPITAL}){{0,3}}|\b(?:{_SOMEBODY}),\ {CAPITAL},",
    "whose": rf"\b{CAPITAL},\ (?:whose|who|the|an?)\b",
    "place": rf"\b(?:from|in|near|of|nō)\ (?:the\ )?(?!(?:{'|'.join(MONTH_NAMES)})\b){CAPITAL}",
    "foreigner": rf"\b(?:[Tt]he|[Aa]n?|[Oo]ne)\ (?:\S{{1,20}}\ )?{CAPITAL}\ (?:[\w-]{{1,20}}\ ){{0,2}}?(?:{_PERSON})\b",
    "company": rf"\b{CAPITAL}(?:\ (?:&\ )?{CAPITAL}){{0,5}}\ (?:Ltd|Limited|Inc|LLC|LP|Pty|Co)\b"
    rf"|\b(?:against|investigating|suspects|(?:owner|manager|director|operator|worker|employee)s?\ (?:of|at))\ (?:the\ )?{CAPITAL}(?:\ {CAPITAL}){{1,5}}"
    rf"|\b{CAPITAL}(?:\ {CAPITAL}){{1,5}}\ (?:is|are|was|were)\ (?:being|under|suspected|accused)\b|\bthe\ {CAPITAL}\ (?:{'|'.join(FAMILIES['business'].split())})\b",
    "initials": r"(?<![\w.])(?!U\.[SKN]|N\.Z)(?:[A-Z]\.\ ?){2,3}(?!\w)",
    "address": rf"{HOUSE}\ (?:{CAPITAL}\ ){{1,3}}(?:{STREETS})\b",
    "age": r"\b\d\d[- ]years?[- ]old\b|,\ \d\d,|\baged\ \d\d\b(?!\ (?:and|or|to))|\b\d\d\ ?y/?o\b",
    "kin": rf"\b(?:[Tt]he|[Aa]n?)\ (?:{'|'.join(FAMILIES['kin'].split())})\ (?:of|in|from)\b|\b(?:[Tt]he|[Bb]oth|only)\ {CAPITAL}\ (?:family|brothers|sisters|couple)\b",
    "harm": r"\b(?:was|were|been)\ (?:held|kept|locked)\b|\b(?:not|never)\ (?:been\ )?paid\b|\bwent\ through\b|\bwhat\ happened\ to\b",
    "health": r"\b(?:medical\ appointment|treated\ for|expecting\ a\ child|(?:take|took)\ (?:her|his)(?:\ own)?\ life)\b",
    "doubt": r"\b(?:is|are|was|were|been)\ (?:suspected|thought\ to|reported\ to\ us)\b|\blook(?:ed|ing)\ into\b",
    "custody": r"\b(?:go|goes|went|on|stands?|faces?)\ (?:on\ )?trial\b",
    "police": rf"\b(?:Op|Operation)\ {CAPITAL}|(?i:\b(?:production|restraining|freezing)\ orders?\b|\bfreeze\ the\b|\bcontrolled\ delivery\b)",
    "covert": r"\bunder\ investigation\b|\bphones?\ (?:is|are)\ up\b|\bperson\ of\ interest\b|\b(?:[Aa]|[Oo]ur)\ source\ (?:inside|within|at)\b|\b[Ll]istening\ device|\bplain[- ]clothes\b|\bposes?\ as\b|\b(?:an\ eye|tabs)\ on\b|\blistened\ to\b|\blistening\ (?:at|in\ on)\b|\bis\ our\ source\b|\b[Oo]ur\ (?:man|woman|person)\ (?:in|at|inside)\b",
    "unaware": r"(?:\bnot|n['’]t)\ (?:yet\ )?(?:been\ )?(?:told(?!\ (?:to|why|how|what|when)\b)|know|aware|suspect)\b|\bno\ idea\b|\bsuspects?\ nothing\b",
    "general": r"\bmay\ (?!not\b|have\b|be\b(?!\ able))",
    "matter": rf"\b(?:[Tt]he|[Tt]his|[Oo]ur|one)\ (?:{CAPITAL}\ ){{0,3}}(?:matter|case|file|trial|jury|appeal|prosecution|complaint|hearing)\b"
    r"(?=\ (?:is|are|was|will|has|about|against|in|of|at|on|over|where|which)\b|,)",
    "still_open": r"\b(?:is|are)\ (?:now\ |still\ )?(?:with|before|out)\b|\bpleaded\ not\ guilty\b|\b[Aa]waits?\b|\bnot\ (?:yet\ )?(?:been\ )?executed\b|\b[Tt]he\ next\ (?:raid|search|arrest|warrant|sweep)",
    "confided": r"\b(?:told|wrote\ to)\ us\ anonymously\b|(?<!not\ )\b(?:ask|want|wish|beg)(?:s|ed|ged)?\ [^,;.]{0,40}\b(?:not\ (?:to\ )?(?:be\ )?named?|(?:his|her|their)\ name|anonymous)\b|\bnot\ want\ [^,;.]{1,30}\ to\ know\b",
    "intent": r"\b(?:means?|plans?|intends?|hopes?|expects?|wants?|going|about)\ to\ (?:speak|talk|interview|arrest|charge|question|raid|seize|search|board|stop\ (?:the|an?|two|his|her))\b",
    "when": r"\bMay\b|\bthe\ \d{1,2}(?:st|nd|rd|th)\b(?!\ [A-Z])",
    "hour": rf"\b(?i:dawn|(?:{'|'.join(_WEEKDAYS.split())})|(?:morning|evening|night)\ of|at\ \d{{1,2}}(?::\d\d)?\ ?[ap]m)\b|\bthe\ \d{{1,2}}(?:st|nd|rd|th)\b(?!\ [A-Z])",
    "recurring": rf"\b(?i:{'|'.join(_WEEKDAYS.split())})s\b|\b(?:[Oo]n|[Aa]t)\ (?:\w{{1,9}}\ )?(?:weekends|nights?)\b|\b(?:after\ (?:dark|midnight)|between\ [\da-z]{{1,9}}\ and\ [\da-z]{{1,9}})\b|\b(?:before|after)\ (?:\d|six|seven|eight|nine|ten|eleven)\b|\b(?:under|below)\ \$?\d|\b[Ff]rom\ \d{{1,2}}\ ?[ap]m\b",
    "gap": r"\b(?:[Nn]obody|[Nn]o[ -]?one|[Nn]othing|[Nn]o|not|never|n['’]t)\b[^,;.]{0,30}\b(?:rostered|watche[sd]|patrols?|check(?:s|ed)|cover(?:ed)?|guarded|look(?:s|ed)?\ at|scanned|searched|cameras?)\b|\b[Nn]obody\b[^,;.]{0,30}\ is\ (?:at|in|on|there)\b|\b(?:waved\ through|laid\ up|out\ of\ action|unmanned|unwatched|unguarded|unattended)\b",
    "scoring": r"\b(?:scored?s?|flag(?:s|ged)?|triggers?)\b|\b(?:looks?|looking)\ for\b|\b(?:stopped|searched|watched|(?:picked|singled)\ out|pull(?:ed)?\ over|marks?\ down)\b",
    "criteria": r"\b(?:cash\ for|(?:one-way|return|cash)\ tickets?|(?:[Cc]ars|[Vv]ans|[Tt]rucks|[Vv]ehicles)\ (?:on|in)\ the|checked\ bag|luggage|plates|(?:[Tt]ravellers?|[Pp]assengers?)\ from|(?:m[ae]n|wom[ae]n|travellers?|passengers?|anyone)\ under\ \d\d)\b",
    "coming": r"\bwill\ (?:be\ (?:at|in|inside|outside|waiting|there)|board|enter|go\ in(?:to)?|call\ (?:at|on)|strike|move\ in)\b|\b(?:goe?s?\ in(?:to)?|lines\ up|musters?|ties\ up|tied\ up|berths)\b",
    "ship": rf"\bthe\ {CAPITAL}\ {CAPITAL},?\ (?:due|ties|berths|docks|arrives|when|at)\b",
    "staffer": rf"\b(?:Officer|Constable|Sergeant|Inspector|Superintendent|Detective)\ (?:{CAPITAL}\ ){{1,2}}",
    "conduct": r"\b(?:warnings?|vetting|stress\ leave|walked\ out|stood\ down|applied\ for\ (?:the|a)\ (?:[\w-]{1,20}\ ){0,2}(?:role|job|post)|moved\ off|on\ leave|disciplined|disciplinary|grievance|resigned|quit|spoken\ to|warned|sacked|demoted|dismissed|suspended|reprimanded|misconduct|let\ go|leaving|refused)\b",
    "settled": rf"\b(?:moved|relocated|settled|resettled|placed)\ (?:home\ )?(?:to|in|into|near)\ (?:the\ )?{CAPITAL}|\b(?:reunited|lives|living|staying|placed)\ with\b|\bgone\ home\b|\b(?:lives|living|stays|staying)\ (?:in|at|near)\ (?:the\ )?{CAPITAL}",
    "somebody": rf"\b(?:[Tt]he|[Aa]n?|[Oo]ne|[Oo]ur|[Oo]nly)\ (?:[\w’'-]{{1,20}}\ ){{0,6}}(?!(?:{_GROUPS})\b)[\w-]{{2,20}}(?<!s),?\ whom?\b",
    "local": rf"\b(?:[Tt]he|[Aa]n?|[Oo]ne)\ (?:[\w’'-]{{1,20}}\ ){{0,3}}?(?!(?:{_THINGS})\b)[a-z-]{{2,20}}(?:[eo]r|ist|man|ant|ent|per)\ (?:from|at|in)\ (?:the\ |our\ )?{CAPITAL}",
    "evidence": r"\b(?:handed|tipped|showed|shown)\ us\b|\bg(?:ive|ave|iven)\ (?:[\w-]{1,20}\ ){0,3}(?:evidence|statements?|names?)\b|\bour\ source\b",
    "told": r"\b(?:told|gave|given|sent|rang|rings|ringing|approached|wrote\ to|sp(?:oke|eak)\ to|talk(?:ed|ing)?\ to|who\ [a-z]{2,20})\ us\b",
    "acting": rf"{CAPITAL},?\ (?:whom?|left|lives|fears|owes|keeps)\b",
    "housed": r"\b(?:women|girls|boys|couple|family|victims|crew|brothers|sisters)\ (?:(?:is|are)\ (?:now\ |still\ )?(?:in|with)|(?:now\ )?(?:live|sleep|stay)s?\ (?:in|at|with))\ (?:the|an?|our|her|his)\b",
    "eve": r"\b(?:before|ahead\ of)\ the\ (?:raid|searches|arrest|warrant|sweep)",
    "alias": r"\bin\ (?:private|false|other)\ names\b|\b(?:book|travel|mov|liv|register|enrol|stay|put|hous|rehous|fly)[a-z]{0,4}\b[^,;.]{0,50}\ under\ (?:an?(?:other|\ different|\ false|n\ assumed)?|the\ other|other|her|his|their)\ (?:[\w’'-]{1,20}\ ){0,2}(?:sur)?names?\b",
    "venue": rf"\bat\ (?:the\ )?{CAPITAL}",
    "hideout": rf"\b(?:(?:refuge|shelter)(?!\ (?:team|staff))|safehouse|[Ss]afe\ house|[Tt]he\ house|[Bb]eds|[Tt]he\ (?:women|girls)\ (?:are|live|sleep)|(?:is|are|was|were|been)\ (?:housed|sheltered|hidden))\b[^,;.]{{0,60}}\b(?:behind|opposite|beside|above|across\ from|next\ (?:door\ )?to|on\ the\ corner|corner\ of|at\ the\ (?:end|back)\ of|{CAPITAL}\ (?:{STREETS}))\b",
    "quote": r"\b(?:[Ss]aid|says|told|recalls)\b[^“”]{0,60}“[^”]{0,300}\b(?:I|me|my|us)\b",
}
"""Signs of several words."""

PARTS = {
    "one": ("sufferer", "suspect", "person"),
    "target": ("sufferer", "suspect", "person", "business"),
    "foreigner": ("person", "kin"),
    "age": ("figure",),
    "address": ("figure",),
    "initials": ("letter",),
    "when": ("figure",),
    "somebody": ("acting?",),
}
"""What a sentence must contain before a sign's phrase is searched: a word of a family, a figure or a single letter."""

PATTERNS = {sign: lazy_pattern(phrase, re.VERBOSE) for sign, phrase in _PHRASES.items()}
