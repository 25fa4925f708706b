"""The rules on running text, on sentences as agencies write them: what is ordinary passes, what is not is quoted."""

from __future__ import annotations

import pytest

from tests.support.checking import found, found_at, update

ORDINARY = [
    "MBIE set up a team on serious exploitation. 17 new inspectors were appointed in July 2022 (up from 12 in 2021).",
    "The Amendment Bill was introduced on 7 July 2022; submissions closed on 30 September 2022.",
    "Since 1 July 2021, 220 visas have been issued, and 0800 20 00 88 received 1,200 calls.",
    "Action 2 supports Action 3; both are led by MBIE. See also Action 9.",
    "Hosted the 2022 group meeting in Wellington, with the UN Office on Drugs and Crime (UNODC).",
    "Provided $1.2 million in grants (GST exclusive), contract no. 12345678, between 2020-21 and 2022-23.",
    "Officers attended five workshops on victim-centred interviewing. One worker advocate came.",
    "Two victim support groups and three children's services were consulted; five reports were triaged a week.",
    "Supported 104 people, of whom 12% were under 18 years of age.",
    "Section 98D of the Crimes Act 1961 and Article 9(2) were reviewed. Part III is in force.",
    "Met with NGOs (e.g. Tearfund) & ran Q&A sessions; feedback was positive (4.5/5), < 5 minutes each.",
    "Te Aka Matua o te Ture gave advice. Te Puni Kōkiri and Ngāi Tahu took part, as did tangata whenua.",
    "Work continues as in the 2021 report; the next report is due on 31 March 2023.",
    "Released it at https://www.example.org/maori/report?id=12345678901&visa=1234567.",
    "The #ItHappensHere campaign reached 1.4 million people; follow @MBIEgovtnz for more.",
    "A 24/7 line and a 12-week course for 16–18-year-olds began: 30-40 people at 10:30 am.",
    "Budget 2022 gave $27.1m over 4 years (Vote Labour Market: 2022/23 $6.6m; 2023/24 $7.0m).",
    "Ministers agreed on 5/12/2022 to proceed. ISBN 978-1-99-104132-0.",
    "Draft legislation was prepared. Consultation on the draft closed in June 2022.",
    "No action 12 months later. It took action 3 times. We set up Action 4 of the National Strategy.",
    "Survivors told us their stories, and 27 victims were supported. None of the victims was named.",
    "MIGRANT WORKERS WERE HELPED IN ALL REGIONS",
    "The protection visa (2021-2022) helped workers; tax 2021–22 and the IRD 2020-21 report were compared.",
    "The number of workers who held the visa was 2345, and the new visa 2022-03-14 settings were explained.",
    "As before we trained 40 staff.",
    "As above plus 3 hui in Napier.",
    "See below: 3 hui held in Napier.",
    "Three providers for victims and two of the teams with survivors were funded.",
    "# of workshops: 12",
    "Bought 12 kits@3.50 each, and met @ 10.30 am.",
    "Slavery changed in the XX century; follow @NZPolice: new videos come out each month.",
    "The helpline is on (04) 901 1499, and the contact centre on 09 914 4100; the case (ref. 021-22-3344) is closed.",
    "General enquiries: 04 472 0030. In R v Smith [2022] NZCA 372 the court spoke of slavery; an MOU was signed.",
    "HE the High Commissioner gave FJ$20,000 and WST 5,000.",
    "Sensitive information is kept safe; restricted entry was agreed. Confidential calls went to the helpline.",
    "The helpline is free (and confidential) – callers keep their names confidential. An internal review began.",
    "Draft guidance for approval by Ministers was written. Drafted a guide, for which a draft, now final, was shared.",
    "Three firms do not publish a statement, and the names were not to be published. An embargo was lifted in May.",
    "The case (suppressed by the court) is sensitive: no names were released. The tool is for police use only.",
    "Ministers agreed to check suppliers (MBIE and Police to train them). The judge spoke of “[workers] to check”.",
    r"Access by kind of data:\nSensitive: 12\nRestricted: 30",
    "Access to data was RESTRICTED. Firms rated it 4 ** (of 5 **).",
    "It is published at justice.govt.nz, at www.police.govt.nz, and on employment.govt.nz at https://example.org.",
    "See report_v2.pdf at justice.govt.nz, 5.30 p.m at mbie.govt.nz. Follow us @justice.govt.nz, @ www.mbie.govt.nz.",
    "The guide was published.Look at mbie.govt.nz. Staff look at red dot stickers; officers were at work.Police met.",
    "A contract extension 45678 was signed; text 4567; next 300 days, grew (x1000) and (x500), by phone 1,200 people.",
    "The helpline has a telephone 901 1499. The direct line 2021-22 report; on extension 2 of the visa. Model x4500.",
    "Who are Māori, and who is Pākehā? See https://example.org/hui?m?ori=1 for Mäntsälä, and the file wha_nau_2.",
    r"See http://example.org/intranet/ and https://www.sharepoint.example.org/x?u=http://intranet. Either C:\ or D.",
    "FREE AND CONFIDENTIAL HELPLINES WERE OPENED. RESTRICTED ENTRY WAS AGREED.",
]

FOUND = [
    ("Ring Mere on (04) 901 1499.", "PUB502", "(04) 901 1499"),
    ("Ring Mere on +64 21 555 123.", "PUB502", "+64 21 555 123"),
    ("Ask jane [at] mbie.govt.nz for it.", "PUB501", "jane [at] mbie.govt.nz"),
    ("Ask jane.o'neil@mbie.govt.nz for it.", "PUB501", "jane.o'neil@mbie.govt.nz"),
    ("Ask mere..tamahori@dia.govt.nz for it.", "PUB501", "tamahori@dia.govt.nz"),
    ("Ask mere@dia.local for it.", "PUB501", "mere@dia.local"),
    ("Ask ana.brown @justice.govt.nz for it.", "PUB501", "“ana.brown @justice.govt.nz”"),
    ("Ask ana.brown@ justice.govt.nz for it.", "PUB501", "“ana.brown@ justice.govt.nz”"),
    ("Ask ana@ justice.govt.nz for it.", "PUB501", "“ana@ justice.govt.nz”"),
    (r"Ask ana.brown\n@justice.govt.nz for it.", "PUB501", "“ana.brown @justice.govt.nz”"),
    ("Ask ana.brown＠justice.govt.nz for it.", "PUB501", "“ana.brown＠justice.govt.nz”"),
    ("Ask ana.brown at justice.govt.nz for it.", "PUB501", "“ana.brown at justice.govt.nz”"),
    ("Ask ana_brown at justice.govt.nz.", "PUB501", "“ana_brown at justice.govt.nz”"),
    ("Ask ana.brown AT justice DOT govt DOT nz.", "PUB501", "“ana.brown AT justice DOT govt DOT nz”"),
    ("Ask ana dot brown at justice dot govt dot nz.", "PUB501", "“ana dot brown at justice dot govt dot nz”"),
    ("Ask ana[at]justice[dot]govt[dot]nz.", "PUB501", "“ana[at]justice[dot]govt[dot]nz”"),
    ("Ring Ana on DDI 918 8800.", "PUB502", "“DDI 918 8800”"),
    ("Ring Ana: DDI: 04 918 8800.", "PUB502", "a telephone number: “04 918 8800”"),
    ("Ring Ana, ph 918 8800.", "PUB502", "“ph 918 8800”"),
    ("Ring Ana on extn 45678.", "PUB502", "“extn 45678”"),
    ("Ring Ana on extension 4567.", "PUB502", "“extension 4567”"),
    ("Ask Ana (x4567).", "PUB502", "“(x4567)”"),
    ("Ask Ana Brown x4567.", "PUB502", "“Brown x4567”"),
    ("Ask Ana Brown (021 555 0123).", "PUB502", "“021 555 0123”"),
    ("Rang the helpline. Mere is on 04 901 1499.", "PUB502", "04 901 1499"),
    ("The helpline is 021 123 4567.", "PUB502", "021 123 4567"),
    ("A worker (PASSPORT No: LM123456) left.", "PUB503", "LM123456"),
    ("See https://ann:Kea-1840@example.org/a.", "PUB516", "“example.org” contains a password"),
    ("See https://example.org/#access_token=9f3b1c7.", "PUB516", "the parameter access_token"),
    ("Nine Samoan fishers were identified as victims.", "PUB506", "Nine Samoan fishers were identified as victims"),
    ("Victims identified in March: seven.", "PUB506", "Victims identified in March: seven"),
    ("It closed on 30 February 2022.", "UPD311", "“30 February 2022”"),
    ("The worker with client number 87654321 left.", "PUB503", "87654321"),
    ("A worker (NHI ABC1234) left.", "PUB503", "ABC1234"),
    ("Repaid to 01-0902-0068389-00 in full.", "PUB503", "01-0902-0068389-00"),
    ("Four of the victims spoke.", "PUB506", "Four of the victims"),
    ("Found 3 trafficked women in Napier.", "PUB506", "3 trafficked women"),
    ("Helped a boy aged 15 to return.", "PUB506", "aged 15"),
    ("The figure is [to be confirmed].", "PUB504", "[to be confirmed]"),
    ("Trained ??? people.", "PUB504", "???"),
    ("Trained [x] people.", "PUB504", "[x]"),
    ("@JSmith: how many?", "PUB504", "@JSmith:"),
    ("Trained people. NOT FOR RELEASE", "PUB513", "NOT FOR RELEASE"),
    ("Trained people (do not publish).", "PUB513", "“do not publish”"),
    ("Trained people. Please don’t release yet.", "PUB513", "“Please don’t release yet”"),
    ("Internal only – people were trained.", "PUB513", "“Internal only”"),
    ("Trained people [for internal use only].", "PUB513", "“for internal use only”"),
    ("Embargoed until 1 December: people were trained.", "PUB513", "“Embargoed until 1 December”"),
    ("Trained people – not yet announced, please keep confidential.", "PUB513", "“please keep confidential”"),
    ("Sensitive: people were trained.", "PUB513", "“Sensitive”"),
    ("Trained people. Commercially sensitive: the price.", "PUB513", "“Commercially sensitive”"),
    ("Restricted: people were trained.", "PUB513", "“Restricted”"),
    ("CONFIDENTIAL Trained people.", "PUB513", "“CONFIDENTIAL”"),
    ("Trained people. RESTRICTED", "PUB513", "“RESTRICTED”"),
    ("BUDGET SENSITIVE people were trained.", "PUB513", "“BUDGET SENSITIVE”"),
    ("Draft text, awaiting sign-off by the Secretary.", "PUB504", "“Draft text, awaiting sign-off”"),
    ("Draft for DCE sign-off. Trained people.", "PUB504", "“Draft for DCE sign-off”"),
    ("draft: people were trained.", "PUB504", "“draft”"),
    ("Trained people. [Ana to check number]", "PUB504", "“[Ana to check number]”"),
    ("Trained 40 people (Legal to confirm).", "PUB504", "“(Legal to confirm)”"),
    ("Trained people. [please check with Ana]", "PUB504", "“[please check with Ana]”"),
    ("Trained people. ** check with Legal **", "PUB504", "“** check with Legal **”"),
    ("[IN-CONFIDENCE] Trained people.", "PUB513", "“IN-CONFIDENCE”"),
    ("Worked with the IOM. It went well.", "PUB507", "IOM"),
    ("Ran a course at KAIKOURA and for Pakeha.", "PUB508", "KAIKŌURA"),
    ("Worked with Hikina Whakatutuki.", "PUB508", "Hīkina Whakatutuki”, with a macron on the first i of Hikina"),
    ("Met Pakeha kaumatua.", "PUB508", "“Pākehā”, with a macron on each a; “kaumatua”"),
    ("Met kaumatua in Opotiki.", "PUB508", "on the second a; “Opotiki” is written “Ōpōtiki”, with a macron on each o"),
    ("Met M?ori wardens.", "PUB508", "“M?ori” is written “Māori”, with a macron on the a"),
    ("Met M_ori and wh_nau.", "PUB508", "“wh_nau” is written “whānau”"),
    ("Met Mäori and P?keh? wardens.", "PUB508", "“P?keh?” is written “Pākehā”"),
    ("Met Mâori wardens.", "PUB508", "“Mâori” is written “Māori”"),
    ("Met MÄori wardens.", "PUB508", "“MÄori” is written “Māori”"),
    ("Met MÄ\x81ori wardens.", "PUB508", "is written “Māori”"),
    ("Ran a hui in KaikÅ\x8dura.", "PUB508", "is written “Kaikōura”"),
    ("Ran a hui at ?taki.", "PUB508", "“?taki” is written “Ōtaki”"),
    ("Met M?ORI wardens.", "PUB508", "“M?ORI” is written “MĀORI”"),
    ("Worked with H?kina Whakatutuki.", "PUB508", "“H?kina Whakatutuki” is written “Hīkina Whakatutuki”"),
    ("See J:\\Policy\\x.docx.", "PUB512", r"cannot open “J:\Policy\x.docx”."),
    (r"See (\\server\share\poa), please.", "PUB512", r"“\\server\share\poa”"),
    ("See file:///c:/poa/x.docx.", "PUB512", "“file:///c:/poa/x.docx”"),
    ("See http://intranet/poa, and http://intranet.", "PUB512", "“http://intranet/poa” and “http://intranet”"),
    (
        "See https://diagovtnz.sharepoint.com/:w:/r/sites/x.",
        "PUB512",
        "“https://diagovtnz.sharepoint.com/:w:/r/sites/x”",
    ),
    ("Turned \u202eback\u202c again.", "PUB509", "U+202E"),
    ("Trained hid\U000e0068\U000e0069den people.", "PUB509", "U+E0068 (tag latin small letter h)"),
    ("Trained people\ufffa.", "PUB509", "U+FFFA (interlinear annotation separator)"),
    ("Trained Māori\u200d people.", "PUB509", "U+200D (zero width joiner)"),
    ("Trained <script>alert(1)</script> people.", "PUB509", "<script>"),
    ("Trained <<<b>forty</b> people.", "PUB509", "“<b>” and “</b>”"),
    ("Trained people &amp; others.", "PUB509", "&amp;"),
    ("See [the report](https://example.org/a).", "PUB509", "[the report](https://example.org/a)"),
    ("Trained people over the past year.", "UPD310", "over the past year"),
    ("Trained 40 people on 2021-03-14.", "UPD311", "2021-03-14"),
    ("Action 12: wrote a guide.", "ACT216", "Action 12"),
    ("As for Action N1 and Action N2.", "ACT215", "N2"),
    ("As for Actions 3, 26 and 27.", "ACT215", "Action 26 has been incorporated into Action 9"),
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_sentences_pass(text: str) -> None:
    assert [(f.code, f.message) for f in found(update(text))] == []


@pytest.mark.parametrize(("text", "code", "quoted"), FOUND)
def test_what_is_not_fit_is_found_and_quoted(text: str, code: str, quoted: str) -> None:
    (finding,) = (f for f in found(update(text)) if f.code == code)
    assert finding.place.cell == "C2"
    assert quoted in finding.message


def test_what_leads_to_a_person_keeps_the_row_out_of_the_report() -> None:
    findings = found(update("Ring Mere on 021 555 1234, mere@example.org, IRD 49-091-850."))
    assert [(f.code, f.severity) for f in findings] == [(f"PUB50{n}", "error") for n in (1, 2, 3)]


def test_macrons_are_offered_for_the_whole_text() -> None:
    (finding,) = found(update("Met whanau and Maori wardens."))
    assert finding.fix is not None
    assert (finding.fix.value, finding.fix.safe) == ("Met whānau and Māori wardens.", False)


def test_a_text_that_is_too_long_is_found() -> None:
    sound = "Trained forty inspectors. " * 77
    assert found(update(sound[:1999])) == ()
    assert found_at(update(sound)) == [("UPD309", "C2")]
