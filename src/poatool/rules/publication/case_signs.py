"""List the kinds of cases that PUB517 finds, and the signs of each kind: families of words, and phrases."""

from poatool.phrases import phrases
from poatool.text import MONTH_NAMES, lazy_pattern

STREETS = "Road|Rd|Street|St|Avenue|Ave|Drive|Lane|Place|Terrace|Tce|Crescent|Cres|Grove|Parade|Rise|Way|Quay"
OFFICES = (
    "Hon|Sir|Dame|Prince|Princess|Dr|Professor|Judge|Justice|Minister|Ambassador|Commissioner|Rapporteur|Secretary|Executive|Director"
    "|President|MP|Speaker|Superintendent|Inspector|Mayor|Bishop|Ombudsman|Governor|Advocate|laureate"
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
FAMILIES = {
    "sufferer": "victim vic survivor complainant claimant witness informant whistleblower pārurenga",
    "sufferers": "victims survivors complainants claimants witnesses informants",
    "suspect": "suspect accused offender defendant perpetrator trafficker",
    "person": """national worker woman man girl boy child student client applicant seafarer fisher chef cook driver
        employee migrant teenager tenant nanny cleaner pupil lady maid housekeeper deckhand picker nurse carer labourer
        builder neighbour boss pimp crew caller fisherman apprentice pastor waitress waiter bookkeeper foreman
        receptionist baker sailor masseuse dancer lodger flatmate landlord landlady stowaway orphan widow""",
    "business": """recruiter owner director employer company firm bank vessel boat premises address farm vineyard
        orchard nursery packhouse restaurant motel house site depot warehouse garage shop parlour hostel bar van restaurants motels hostels bars parlours houses agent contractor broker syndicate manager operator orchardist grower farmer skipper recruiters owners directors
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
        charges charged prosecuted prosecuting prosecution complaint concerns warrant warrants suspicion
        suspicions inquiry forged withholding whakatewhatewhatia""",
    "decided": """convicted sentenced fined ordered judgment appeal decision decisions penalty penalties published v
        guilty pleaded""",
    "police": "warrant warrants raid raids surveillance arrest arrests watching tailing sting op executing swoop takedown sweep",
    "covert": "undercover covert tapped bugged wiretap decoy informer intercept intercepts intercepted informant surveillance watching tailing",
    "suppression": "suppression suppressed",
    "placed": "placed inside within aboard board",
    "open": """will about going planned expected expects expect ongoing current due set still running served being
        prepared continues likely shall ll intend intends renewed pending""",
    "ahead": "will",
    "general": """if when whether any can should must training trained trains train course guide guidance
        guides explain explained workshop legislation bill act powers power policy law laws rights services""",
    "when": f"{' '.join(name.lower() for name in MONTH_NAMES if name != 'May')} week month soon tomorrow easter christmas {_WEEKDAYS}",
    "she": "she her hers him his",
    "office": f"{OFFICES.lower().replace('|', ' ')} excellency honour secretary author actor",
    "naming": "named called known name whose ko",
    "public": """workshop workshops forum conference hui seminar talk talks speaker opened launched presented chair
        chaired award author researcher campaign festival play won exhibition launch signs indicators training trained trainer guide leaflet leaflets committee""",
    "tangata": "kaiwhakaatu wahine tāne kōtiro tamaiti",
    "noho": "noho",
    "kin?": "family couple",
    "evidence": "testified payslips photographs ledger ledgers bruises informant",
    "evidence?": "us evidence statement statements name names source",
    "display": "poster posters leaflet billboard sticker slogan advert advertisement title song exercise exercises drill rehearsal",
    "told?": "us",
    "acting?": "who whom left lives fears owes keeps",
    "hideout?": f"behind opposite beside above across next corner end back {STREETS.lower().replace('|', ' ')}",
    "blame?": "worst prison jail jailed bars crook crooks criminal criminals liar liars cheat cheats thug thugs corrupt ashamed",
    "unwell?": "sick signed ill unwell breakdown burnout burnt depression cancer stress stroke surgery leave",
    "disgraced?": "investigation investigated suspended accused disciplined dismissed sacked arrested charged leaked stood",
    "conduct?": """leaked bullied harassed bribed stole falsified warning warnings vetting walked stood applied moved leave disciplined disciplinary grievance resigned quit spoken warned
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
    "secret?": """unaware told informed notified warned know knows known aware suspect suspects realise realises noticed learn learned
        heard find found worked cottoned caught idea inkling clue dark hear expect think thinks believe believes assume assumes tip tipped
        word came comes supplied lead photographs copies rang slipped posed motel hotel lodge hostel boarding surprise unannounced tracker camera microphone bug wire ours yet""",
    "agents": "officers inspectors investigators constables police customs team teams dogs we warrants visit boarding inspection",
    "entering?": "go goes going enter enters turn turns knock knocks served waiting visit search inspect boarding inspection",
    "hour?": "am pm dawn light midnight shift night unannounced without",
    "suppression?": "court judge order orders identity sealed cannot name forbid forbids forbidden forbade",
    "open?": "live",
    "when?": "may",
    "general?": "may every each",
    "counter": "office offices centre hub clinic station branch counter desk tribunal library hall reception",
}
"""Families of words, in lower case. A family with a question mark counts only as part of a phrase in `_PHRASES`."""

CASES = (
    "naming sufferer suspect person + called",
    "name whose initials + sufferer sufferers kin harm health age address",
    "suspect custody doubt + name whose initials - decided",
    "person place + initials",
    "health home house job + one - general decided office sufferers",
    "she + health home - general decided office",
    "kin + one + place - decided",
    "one + harm health doubt + place - general decided office",
    "foreigner + place harm custody age found - general decided",
    "one + place + age",
    "harm + one + company - decided",
    "doubt + company - decided",
    "police + open still_open + target when - general decided",
    "ahead + one + place - general decided office",
    "ahead + surprise + target - general decided",
    "doubt + target + open - general decided",
    "covert + placed target when - general decided",
    "suppression + custody + target - general",
    "matter + open still_open - general decided office",
    "intent + target sufferers suspect - general",
    "she + place foreigner - general decided office thanked",
    "sufferer sufferers person she + quote - display",
    "one + confided - general",
    "secret - general decided",
    "hour + agents + entering - general decided public",
    "suppression + name company revealed - general",
    "noho + tangata",
    "blame + company name - decided",
    "unwell + name - general",
    "disgraced - decided",
)
"""The kinds of cases: a sentence needs a sign (a family or phrase) from each group between `+`, and none after `-`."""

LIKELY = (
    "somebody + place venue + when settled home health harm doubt - general decided office public",
    "told evidence settled home job doubt conduct acting + name - general decided office public",
    "unwell + staffer",
    "kin + place told evidence settled home house harm health doubt custody job - general decided office public",
)
"""Further kinds, in the same notation: a sentence of one of these is likely, but not certain, to be about one case."""

NEIGHBOURS = (
    "address + one kin she - general decided office public counter",
    "name + titled she + sufferer - general decided office public",
)
"""Kinds whose signs may be in two sentences, one after the other: `The victim is safe. Ms Example lives in Napier`."""

_PARTS = {
    "PERSON": "|".join(f"{FAMILIES['person']} {FAMILIES['kin']}".split()),
    "SOMEBODY": "|".join(f"{FAMILIES['person']} {FAMILIES['sufferer']} {FAMILIES['suspect']}".split()),
    "KIN": "|".join(FAMILIES["kin"].split()),
    "BUSINESS": "|".join(FAMILIES["business"].split()),
    "KNOW": "know|suspect|reali(s|z)e|notice|guess|learn|hear (before: STOP|about|that)|(find|work) out|expect (us|them)",
    "LEARNT": """been (yet )?(told|informed|notified|warned)|heard (before: STOP|about|that)|learn(ed|t)|noticed|reali(s|z)ed
        suspected|guessed|found out|(worked|figured) (it )?out|(cottoned|caught) on( to is)?|twigged""",
    "PARTY": "(the|both|our|my|its|his|her|other) (not: GROUPS|migrants|employees|callers|applicants|plan|system|form)( WORD){1,4}|he|she",
    "INSIDER": """(its|his|her|their|one of (the|its|their)) (WORD )?(-or|-ist|-ee|-ant|-eer|-man|PERSON|KIN|clerk|mate)s?
        some(body|one) (at|in|who)|(an?|one|the) (WORD ){0,2}(KIN|PERSON (before: of|at|in|on|who|whose|,|about))""",
    "FAMILY": "(the|both|our|her|his|two|three|four) (WORD )?(m(a|e)n|wom(a|e)n|child|children|couple|clients|survivors|fishers|crew|(girl|boy|sister|brother|victim)s?|famil(y|ies))",
    "LODGED": "(live|lives|living|sleeps?|stays?|staying|put up|housed|lodged|placed|moved|taken|settled|hidden)( at| in| to)?",
    "ADDRESS": "((not: school|office|centre|hall|course|class|clinic|campus) WORD ){0,6}HOUSE (not: MONTH) CAPITAL (CAPITAL|STREET)",
    "GROUPS": """people|staff|officials|men|women|children|those|public|police|crew|group|team|family|couple|worker|person
        (any|every|some)(one|body)""",
    "REFUGE": """(refuge|shelter) (not: team|staff)|safehouse|safe (house|flat|unit|home)|the house|beds
        the (women|girls) (are|live|sleep)|BEEN (housed|sheltered|hidden)""",
    "BEEN": "is|are|was|were|been",
    "CONDUCT": """warnings?|warned|vetting|disciplined|disciplinary|grievance|reprimanded|misconduct|spoken to|refused
        leaked|bullied|harassed|bribed|stole|falsified
        leaving|quit|(on|stress) leave|walked out|stood down|moved off|let go|resigned
        sacked|demoted|dismissed|suspended|applied for (the|a) …2 (role|job|post)""",
    "STAFF": """officer|official|advis(e|o)r|analyst|trainer|coordinator|consultant|researcher|investigator|specialist
        inspector|lead|leader|manager|colleague|lawyer|interpreter|translator|instructor|member""",
    "ILLNESS": "depression|burnout|stress|cancer|surgery|stroke|breakdown",
    "OFFICER": f"{OFFICES}|Officer|Constable|Sergeant|Detective|Manager|Advis(e|o)r|Analyst|Trainer|Instructor",
    "BEING": "(is|was|has been|had been|were|went|being) (still |now |currently |since )?",
    "NAME": "(CAPITAL|INITIALS)( CAPITAL){0,3}",
    "NAMES": "CAPITAL( CAPITAL){1,5}",
    "STREET": STREETS,
}
_PHRASES = {
    "called": """SOMEBODY,? (named|called|known as|whose name is) NAME
        ((after: 's|her|his) name is|under the name|pārurenga ko) NAME
        ko NAME te ingoa o (te|tētahi|taua) (kaimahi|pārurenga|kaiwhakaatu|wahine|tāne|kōtiro|tama|tamaiti|kaitono|kaitaraiwa)
        SOMEBODY, CAPITAL,""",
    "whose": "CAPITAL, (whose|who|the (not: CAPITAL)|an?)",
    "place": "(from|in|near|of|nō) (the )?(not: MONTH) CAPITAL",
    "foreigner": "(the|an?|one) (WORD )?(not: ACRONYM) CAPITAL …2 PERSON  # a Fijian fruit picker",
    "company": """CAPITAL( (& )?CAPITAL){0,5} (Ltd|Limited|Inc|LLC|LP|Pty|Co)
        (against|investigating|suspects) (the )?NAMES|the CAPITAL BUSINESS
        (not: CAPITAL) (owner|manager|director|operator|worker|employee)s? (of|at) (the )?NAMES
        NAMES (is|are|was|were) (being|under|suspected|accused)""",
    "address": "HOUSE (CAPITAL ){1,3}STREET",
    "age": "AGED|aged AGE (not: and|or|to)|(WORD|INITIALS), AGE,",
    "kin": "(the|an?) KIN (of|in|from)|(the|both|only) CAPITAL (family|brothers|sisters|couple)",
    "harm": """(CAPITAL|SOMEBODY|KIN|who|he|she|they),? (was|were|(had|has|have) been) (held|kept|locked)
        (not|never) (been )?paid|went through|what happened to  # said of a person: `a meeting was held` is no harm""",
    "health": "medical appointment|treated for|expecting a child|(take|took) (her|his) (own )?life",
    "doubt": "BEEN (suspected|thought to|reported to us)|(looked|looking) into",
    "custody": "(go|goes|went|on|stands?|faces?) (on )?trial",
    "police": "(Op|Operation) CAPITAL|(production|restraining|freezing) orders?|freeze the|controlled delivery",
    "covert": """under investigation|phones? (is|are) up|person of interest|plain-clothes|poses? as|(an eye|tabs) on
        (a|our) source (inside|within|at)|is our source|our (man|woman|person) (in|at|inside)
        listening (devices?|at|in on)|listened to""",
    "surprise": "without (any |prior )?(warning|notice|announcement)",
    "general": """(not: CAPITAL) (not after: nothing|nobody) may (not: not|have|be (not: able))
        (every|each) (not: ((second|other|few) )?(night|day|week|fortnight|month|morning|evening|time)s?)""",
    "matter": "(the|this|our|(not after: than) one) (CAPITAL ){0,3}(matter|case|file|trial|jury|appeal|prosecution|complaint|hearing) (before: ,|is|are|was|will|has|about|against|in|of|at|on|over|where|which)",
    "open": "(not after: went|gone) live",
    "still_open": "(is|are) (now |still )?(with|before|out)|awaits?|the next (raids?|search|searches|arrests?|warrants?|sweeps?)|pleaded not guilty|not (yet )?(been )?executed",
    "confided": """(told|wrote to) us anonymously|not want … to know
        (not after: not) (ask-|want-|wish-|beg-) … (not (to )?(be )?named?|(his|her|their) name|anonymous)""",
    "intent": "(means?|plans?|intends?|hopes?|expects?|wants?|going|about) to (speak|talk|interview|arrest|charge|question|raid|seize|search|board|stop (the|an?|two|his|her))",
    "when": "May|the DAY (not: CAPITAL)",
    "conduct": "(not: CAPITAL) CONDUCT",
    "blame": """(the|our|its|country's) (very )?(worst|biggest|main) (offender|employer|exploiter|culprit|recruiter)s?
        should (be|go|have been|have gone) (in |to |sent to |put in )?(prison|jail|jailed|locked up|behind bars|ashamed|deported|struck off)
        belongs? (in (prison|jail)|behind bars)|(is|are|was|were) (an? |the |all )?(WORD )?(crooks?|criminals?|liars?|cheats?|thugs?|corrupt)""",
    "staffer": "(our|the|its|one of (our|the|its)) (WORD ){0,2}STAFF",
    "unwell": """signed off (with|sick|by (her|his|a|the) doctor)|BEING(off|away) ((since|for) WORD )?(sick|with (WORD )?ILLNESS)|(seriously|gravely|mentally|terminally) (ill|unwell)
        BEING(on )(sick|stress|medical) leave|(took|taken|goes on) (sick|stress|medical) leave|(nervous|had a) breakdown
        ILLNESS of (our|the|a|one)|'s ILLNESS|BEING burnt out|had (a|an) (stroke|heart attack|miscarriage|operation)""",
    "disgraced": """(OFFICER)( CAPITAL){1,3}( (not: said|told|that|who|how|whether|led|found) WORD){0,9} BEING(under investigation|investigated)
        (OFFICER)( CAPITAL){1,3}( (not: said|told|that|who|how|whether|led|found) WORD){0,9} BEING(suspended|accused|disciplined|dismissed|sacked|arrested|charged|stood down)
        (OFFICER)( CAPITAL){1,3} (leaked|bullied|harassed|bribed|stole|falsified)""",
    "settled": """(moved|relocated|settled|resettled|placed) (home )?(to|in|into|near) (the )?CAPITAL
        (lives|living|stays|staying) (in|at|near) (the )?CAPITAL
        (reunited|lives|living|staying|placed) with|gone home""",
    "somebody": "(the|an?|one|our|only) …6 (not: GROUPS) SINGULAR,? whom?  # a young cook from Napier who",
    "evidence": "(handed|tipped|showed|shown) us|(give|gave|given) …3 (evidence|statements?|names?)|our source",
    "told": "(told|gave|given|sent|rang|rings|ringing|approached|who SMALL|(wrote|spoke|speak|talk|talked|talking) to) us",
    "acting": "CAPITAL,? (whom?|left|lives|fears|owes|keeps)",
    "venue": "at (the )?CAPITAL",
    "thanked": "(mihi|thanks) to (her|him) and to",
    "secret": """PARTY (is|are) unaware|suspects? nothing|PARTY will only (be told|KNOW)|PARTY (has|have) no (idea|inkling|clue) (before: STOP|that (not: is|was))
        (none|neither|nobody|no one)( WORD){0,6} ((has|have) (yet )?LEARNT|(is|are) aware|(knows?|suspects?|reali(s|z)es?) (before: STOP|that|about it)) (not: of)
        PARTY ((has|have)( not|n't) (yet )?LEARNT|(is|are)( not|n't) (yet )?(aware|told|informed)|(do|does)( not|n't) (yet )?KNOW) (before: STOP|yet|that|(about|of) (it|this))
        (PARTY|they|it) (has|have) ((yet|still) to (be (told|informed|warned)|KNOW)|(not yet|still not) LEARNT) (not: what|how|whether|of)
        (boarding|an? (surprise|unannounced) (visit|inspection))( WORD){0,8} is (set|planned|due|booked|pencilled in)|we (have )?(kept|keep|left) … in the dark|will not expect (us|them)|only becomes (known|public)
        ((the|his|her|its) (WORD )?(BUSINESS|PERSON|KIN)|lawyers|at the WORD) (still )?(thinks?|believes?|assumes?) (that )?(…2 (we|nothing|our (people|team))|(the|his|her|its|their) (file|case|secret))
        (tip|tip-off|lead|information|word|photographs|copies|what we know)( (not: and) WORD){0,8} (from|through|via|by) INSIDER
        we (first )?(heard|learn(ed|t)|know) (of|about) … (through|from|via|by) INSIDER|thanks to INSIDER …2 (we|us) (have|know|found|hold|got)
        tipped us off|(slipped|leaked) us|(slipped|passed|leaked) (our|an|the) (officer|inspector|investigator)|it was the WORD who (rang|told|phoned|alerted) us
        FAMILY (now )?(is|are|was|were|(has|have) been) (at|in) ADDRESS|(FAMILY|they|she|he) (now )?((is|are|was|were|(has|have) been) (now )?)?LODGED ADDRESS
        FAMILY's …2 (home|house|flat|room) is|FAMILY (and WORD WORD )?(now )?(is|are|was|were|(has|have) been|LODGED)( WORD){0,5} (at|in|to) the (CAPITAL ){1,3}(Motel|Hotel|Lodge|Hostel)|they (are|live) in the …2 (house|flat|unit|cabin) (behind|opposite|above)
        (has|have) (had|been|put) (an?|our|two) (WORD )?(tracker|camera|microphone|bug) (under|in|inside|on)|PERSON is one of (ours|us)|officers (pose|posed|posing) as (not: LINE (exercise|role-play|training|film|video))|(worn|wears|wearing) a wire
        REFUGE … (behind|opposite|beside|above|across from|next (door )?to|on the corner|corner of)
        REFUGE … (at the (end|back) of|CAPITAL STREET)""",
    "entering": """(go|goes|going) (in|into|through)|enters?|turns? up|knocks? (on|at)|to be served|will be (served|waiting)
        (visit|search|inspect) (the )?CAPITAL|(the|our|next|surprise) (visit to|boarding|inspection of)( WORD){1,8} is (set|planned|due|booked|timed)""",
    "hour": "TIME|DIGITS in the morning|dawn|first light|midnight|before the shift|the night of|(unannounced|without (warning|notice|an appointment)) … (DAY|week|weekend|MONTH)|at CAPITAL … without (warning|notice|an appointment)",
    "suppression": """(judge|court|order) … not (to )?be (named|identified|published)|cannot (be named|say|name)|known in court as
        forbid- (the )?(publication|anything)|identity is protected|name (may|must|can) not be|sealed (affidavit|statement|file)""",
    "revealed": "(he|she|it|employer|company|firm|man|woman|witness|accused|defendant)( WORD){0,9} (is|was|runs) (the |an? )?(CAPITAL|KIN|PERSON)",
}
"""Signs that are phrases of several words."""

PARTS = {
    "one": ("sufferer", "suspect", "person"),
    "target": ("sufferer", "suspect", "person", "business"),
    "foreigner": ("person", "kin"),
    "age": ("figure",),
    "address": ("figure",),
    "initials": ("letter",),
    "when": ("figure",),
    "somebody": ("acting?",),
    "secret": ("hideout?",),
    "hour": ("figure",),
}
"""What a sentence must have for a sign to count: a word of one of these families, a `figure` or an initial `letter`."""

PATTERNS = {
    **{sign: phrases(listed, _PARTS) for sign, listed in _PHRASES.items()},
    "initials": lazy_pattern(r"(?<![\w.])(?!U\.[SKN]|N\.Z)(?:[A-Z]\. ?){2,3}(?!\w)"),
    "quote": lazy_pattern(r"\b(?:[Ss]aid|says|told|recalls)\b[^“”]{0,60}“[^”]{0,300}\b(?:I|me|my|us)\b"),
}
