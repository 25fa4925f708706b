"""Texts that agencies might write. All are invented; none is an account of anything that was done.

`GENERAL` fits any plan, `THEME` the bundled one, `FRENCH` the French one; `STEPS` and `FRENCH_STEPS` say what comes
next. `TRAPS` are texts whose first words look like something else: a label, a note, a total, an example.
"""

GENERAL: tuple[str, ...] = (
    "We finished the first round of regional workshops and sent the summary to everyone who took part.",
    "The working group met four times. It agreed on a shared list of measures and on who collects which of them.",
    "A short guide was published on our website in March and has been downloaded more than two thousand times.",
    (
        "Recruitment took longer than planned, so the team was complete only in September; two of the three "
        "pilots have begun all the same."
    ),
    "Three hundred staff completed the online module, against a target of two hundred and fifty.",
    (
        "Consultation closed with 64 submissions. Most supported the proposal, and several asked for a longer "
        "period in which to adjust."
    ),
    (
        "The contract for the new system was let after an open tender. Design work is finished and the first "
        "release is being tested by users in two regions."
    ),
    "We reviewed our forms and cut the longest from eleven pages to four.",
    (
        "Officials visited five districts to hear what gets in the way. Their report names transport, opening "
        "hours and language as the three main obstacles."
    ),
    "The memorandum of understanding was signed, and the first exchange of data under it took place in the spring.",
    "Work on the guidance paused while the review of the law was under way, and resumed once its findings were out.",
    (
        "Our evaluation found that people who had one point of contact were helped twice as fast as those who "
        "had several."
    ),
    (
        "A joint team now looks at new cases each Tuesday. In its first half year it passed 37 of them on "
        "within two days."
    ),
    "Funding was confirmed for two more years. Providers were told in June and have renewed their agreements.",
    "Nothing was published yet, because the figures for two regions did not agree and had to be collected again.",
    (
        "The training material was rewritten with the help of people who have used the service, tested with "
        "forty staff, and then rolled out to every office."
    ),
    "The advisory panel was set up with nine members and has met twice.",
    (
        "We mapped who does what across eleven organisations. The map showed four overlaps and two gaps; all "
        "six have been put to the steering committee."
    ),
    "The new reporting form went live. Use of it grew each month, from 12 reports in the first to 58 in the last.",
    (
        "Translations into Samoan, Tongan, Hindi, Punjabi, Tagalog and Simplified Chinese were finished and "
        "checked by community readers."
    ),
    (
        "The annual survey went to 1,900 households; 41 per cent answered, which is five points more than the "
        "time before."
    ),
    "A policy paper was prepared and discussed by the senior officials' group. It recommends a phased approach.",
    "We supported two community organisations with small grants to run information evenings, eight in all.",
    "The first set of indicators was agreed. Data for seven of the ten can be had from systems that exist already.",
    "Inspection visits went up by a third on the year before, with a focus on horticulture and construction.",
    "Two staff were seconded to the project for six months. They wrote the process maps and trained the local teams.",
    "The dashboard is in use by all regional managers, and replaced three separate spreadsheets.",
    (
        "A review by an independent panel made fourteen recommendations, of which nine have been carried out "
        "and five depend on the budget."
    ),
    "Because of the floods the field work in the east was moved to the autumn. Everything else kept to the timetable.",
    "We ran a pilot in two towns. The results were mixed: awareness rose, but few people used the new telephone line.",
    "Stakeholders were consulted on the draft standard in twelve meetings, and the text was amended on four points.",
    "The library of case studies now holds 26 examples, half of them added this year.",
    "Partners agreed on a common form of referral, which replaces five.",
    "An internal audit looked at 80 files and found that 71 of them met the standard.",
    "Changes to the database were made in two steps so that the figures can be compared with those of earlier years.",
    (
        "The steering group approved the evaluation plan in May. Interviews were held with 22 practitioners and "
        "with nine people who had used the service."
    ),
    (
        "Work started on a plain-language version. A first test with readers showed that the section on rights "
        "was the hardest to follow, and it has been written anew."
    ),
    "The regional forum was hosted by us for the first time, with delegates from fourteen countries.",
    "All frontline offices now display the poster and hand out the wallet card.",
    "Sixteen of the twenty sites were visited. The remaining four could not be reached before the roads reopened.",
    "The rules of procedure were amended so that a decision can be taken between meetings.",
    (
        "We published the results of the stocktake together with the data behind them.\n\nThree follow-up "
        "projects were chosen from it, and each has a lead and a date."
    ),
    (
        "Progress on three fronts:\n• a new module for supervisors\n• a shorter form for small businesses\n• "
        "quarterly figures on the website"
    ),
    (
        "1) The toolkit was revised. 2) Six workshops were held with employers. 3) A helpdesk answered some 400 "
        "questions."
    ),
    (
        "- Guidance updated and reissued\n- Refresher course held in five offices\n- Feedback collected from "
        "130 participants, most of it good"
    ),
    (
        "The scoping study was completed within its budget. It compared four ways of doing this abroad and "
        "advised against two of them because of what they cost small organisations."
    ),
    "Delivery is on schedule; the second of four instalments was paid after the report on the first was accepted.",
    "We worked with the statistics office on a method that protects privacy and still lets regions be compared.",
    "The number of complaints that were settled within thirty days rose from 62 to 78 per cent.",
    (
        "A change of provider meant a slow start to the year. Since July the service has run as agreed, and the "
        "backlog was cleared in October."
    ),
    (
        "The communications plan was carried out in full: radio in six languages, notices on buses, and posts "
        "on social media that reached about 210,000 people."
    ),
    "We completed a risk assessment of the twelve largest contracts and spoke with the suppliers concerned.",
    "Draft regulations were released for comment, and the comments have been analysed.",
    (
        "A national hui brought together iwi, providers and officials. Its report was sent to all who attended "
        "and is the basis of the work programme."
    ),
    "Legal advice was obtained on the sharing of personal information, and the agreement was amended in line with it.",
    "The handbook for practitioners was printed and sent to every office; an online version can be searched.",
    "Seven new agreements were signed with local authorities, which brings the total to thirty-one.",
    (
        "Monitoring visits found good practice in most places. Where it was lacking, improvement plans were "
        "agreed with dates and followed up after three months."
    ),
    (
        "The online tool was tested by people who use a screen reader, and eleven of the twelve faults that "
        "they found have been put right."
    ),
    (
        "A literature review and two expert workshops set out what is known and what is not. The report names "
        "housing and recruitment fees as the areas in which evidence is thinnest."
    ),
    "We met the target for the year in August and used the remaining months to reach smaller islands.",
    "Support was given to 118 people, of whom 74 have since moved into a home or work of their own choice.",
    "The mandate of the committee was renewed and its membership widened to include two young people.",
)

THEME: tuple[str, ...] = (
    "Information on employment rights was handed out at nine community events and translated into six more languages.",
    "New labour inspectors were trained to recognise the signs of forced labour before their first field visits.",
    (
        "A campaign on recruitment fees ran in three source countries, and visa applicants now see its message "
        "before they pay anything."
    ),
    (
        "Front-line officers at the four international airports completed a course on the indicators of "
        "trafficking, which was developed with non-governmental partners."
    ),
    (
        "The reporting line for migrant exploitation took 1,210 calls. Most were about unpaid wages and "
        "holidays; 96 were passed on for investigation."
    ),
    "Victim support payments were reviewed, and the time to a first payment fell from nine days to four.",
    "With Police and Customs we drew up a protocol for joint operations at seaports, and tried it in two of them.",
    "Forty-two applications for the visa for exploited migrants were granted, most of them within ten working days.",
    "Procurement rules were amended so that suppliers of high-risk goods state how they check their labour practices.",
    "Together with unions and business groups we wrote a model clause on supply chains and published it with notes.",
    (
        "A pilot of safe houses in two regions ended. Fourteen people stayed in them, and all were offered help "
        "in their own language."
    ),
    "We gave evidence to the select committee on the proposed law on modern slavery and answered forty-one questions.",
    (
        "Officials took part in the regional process on people smuggling and trafficking and led its working "
        "group on data."
    ),
    "Capacity-building courses were held in Fiji, Samoa and Vanuatu for prosecutors and investigators, 63 in all.",
    "The risk indicators were tested against closed cases. Nine of twelve proved useful; three were taken out.",
    (
        "Inspectors visited 58 vineyards and orchards. Breaches were found at 21 of them, and improvement "
        "notices followed."
    ),
    (
        "A study of temporary labour migration drew on interviews with 85 workers, most of whom had paid a fee "
        "to a broker."
    ),
    (
        "The child protection adviser in Suva worked with the social services of three countries on a shared "
        "referral form."
    ),
    (
        "Guidance on the identification of victims was revised after advice from survivors, some of whom spoke "
        "at its launch."
    ),
    "We prosecuted one employer for exploitation and supported two others' workers in claims before the authority.",
    "An information-sharing agreement with the tax office came into force and led to eleven joint inquiries.",
    (
        "The public consultation on supply chain legislation drew 5,600 submissions. A summary was published, "
        "and the options have been narrowed to two."
    ),
    "A poster with a QR code in ten languages hangs in all accommodation for seasonal workers that we know of.",
    "Prosecutors were offered a day of training on how to work with vulnerable witnesses; 34 took part.",
    "Survivors were paid for their time on the panel, which met five times and commented on three draft documents.",
    "The operations group met each month. It looked at 17 possible cases and opened investigations in five of them.",
    "Work on the Crimes Act was deferred behind other legislation. A regulatory impact statement has been prepared.",
    "We trained 140 airline staff and 60 staff of hotels to notice warning signs and to whom to report them.",
    "The National Action Plan on business and human rights was scoped with eight agencies and three universities.",
    "Assistance was given to four Pacific countries to draft laws that make child trafficking a crime of its own.",
    "The hotline for consumers was not set up, since a survey showed that people would rather look things up online.",
    (
        "An online course for employers was finished by 3,300 people, of whom four in ten run a business with "
        "fewer than six staff."
    ),
    "Immigration officers in six offices overseas now give workers a leaflet on their rights together with the visa.",
    "A register of accredited employers was opened. Checks after accreditation were made at 612 of them.",
    "Interpreters who work with victims were offered supervision, because many had told us of the strain.",
    (
        "The fisheries inspection plan covered 19 foreign charter vessels, and crews were interviewed without "
        "their officers present."
    ),
    "Two charities received three-year grants for case work with exploited migrants and for legal help.",
    "The guide to ethical recruitment was tested with twelve firms and published in English and te reo Māori.",
    (
        "A money-laundering case led to the restraint of property worth 2.3 million dollars that was bought "
        "with wages kept back from workers."
    ),
    (
        "New questions on coercion were added to the survey of crime and victims, with first results expected "
        "next winter."
    ),
    "School leavers in five regions heard from young workers about contracts, trial periods and whom to ask for help.",
    (
        "We published a list of goods with a high risk of forced labour and where they come from, for buyers in "
        "government."
    ),
    "Requests for mutual legal assistance in three cases were answered within the agreed time.",
    (
        "The trafficking in persons chapter of the operational manual was rewritten and read by all district "
        "crime managers."
    ),
    "A roundtable with banks looked at payments that may point to exploitation, and agreed on six patterns to watch.",
    "Community link workers in Auckland, Tauranga and Blenheim reached about 900 seasonal workers and their families.",
    "Amendments that would let inspectors issue infringement notices passed their first reading.",
    "Customs profiled containers from eleven suppliers and stopped two consignments for closer inspection.",
    "Passports that had been kept back by employers were returned to 26 workers after inspectors stepped in.",
    (
        "A seminar on debt bondage, held with the University, was attended by ninety practitioners from all "
        "over the country and is now used as teaching material."
    ),
    (
        "The evaluation of the dedicated reporting function was finished. It found that callers trust it, that "
        "triage is quick, and that feedback to callers at the end of a case is still too rare."
    ),
    "Negotiators secured labour chapters with a clause on forced labour in two trade agreements.",
    (
        "The forum of sector leaders met in Wellington in May and in Christchurch in October, and set "
        "priorities for horticulture, security, cleaning and aged care."
    ),
    (
        "Youth workers were trained to recognise when a relationship is used to exploit; 75 of them work in "
        "emergency housing."
    ),
    "The internal guidance on non-punishment of victims was agreed by prosecutors, and applies from July.",
)

TRAPS: tuple[str, ...] = (
    "Email: the quarterly newsletter went to 4,000 subscribers, and a third of them opened it.",
    "Organisation: Customs and two partners restructured the port teams so that one person leads each inquiry.",
    (
        "Note that the figures for the south are provisional; in the north 214 people were reached, twice as "
        "many as before."
    ),
    "Total calls to the line rose by a fifth, and the share of them that led to a case stayed the same.",
    "Example of good practice: a packhouse now lets workers choose their own accommodation, and others have followed.",
    "Action: inspectors followed up each of the 31 complaints within a week and closed 24 of them.",
    "Status of the review: the panel has reported, and the ministry accepted eleven of its thirteen points.",
    "Instructions to staff were rewritten, shortened to two pages, and read out at every team meeting in May.",
    "Contact with the two embassies was resumed, and joint visits to three farms took place in the summer.",
    "N/A was the answer of a third of employers to the question on recruitment fees; the question has been reworded.",
    "Completed: the new module. Under way: its translation. Not started: the course for managers.",
    "Next steps were agreed with the sector at the May forum, and the first two of them have been carried out.",
    "Page 1 of the guide was redesigned after readers had told us that they could not find the number to call.",
    "2022 was the first full year of the service, and 640 people used it.",
    "Police: 14 joint visits. Customs: 9 joint visits. All were planned by the shared intelligence desk.",
    "Sign-off of the new standard took until October, because two boards had to agree to it.",
)

STEPS: tuple[str, ...] = (
    "Extend the pilot to three more regions.",
    "Publish the guidance in six languages.",
    "Report to the steering group in the autumn.",
    "Evaluate the first year and adjust the material.",
    "Finish the translations and print them.",
    "Agree on indicators with the partner organisations.",
    "Train the remaining offices by the end of June.",
    "Carry out the five open recommendations.",
    "Consult on the draft regulations.",
    "Repeat the survey with a larger sample.",
    "Hold the second round of workshops in the South Island.",
    "Open the dashboard to the public.",
    "Recruit two advisers for the regions.",
    "Seek a decision on funding beyond the pilot.",
    "Bring the memorandum up for renewal.",
    "Test the new form with small businesses before it replaces the old one.",
    "Write the final report and share it with everyone who took part.",
    "Move the service to the new platform without a break.",
    "Discuss the options with the sector and choose one.",
    "Look into why the response from the north was so low.",
    "Follow up the improvement plans after six months.",
    "Add a module for supervisors.",
    "Set up the panel for its second term.",
    "Compare our figures with those of two other countries.",
    "Close the project and hand its tools to the regional teams.",
    "Prepare the next round of grants, with a simpler form.",
    "Visit the four sites that could not be reached.",
    "Amend the agreement so that it covers photographs.",
    "Invite survivors to comment on the revised manual.",
    "Ask the statistics office to check the method.",
    "Draft instructions for the law drafters.",
    "Run the campaign again before the harvest.",
    "Publish the data behind the stocktake.",
    "Work with iwi providers on a version for rural areas.",
    "Decide whether the helpdesk should be kept on.",
    "Review the standard after two years of use.",
    "Offer the course to contractors.",
    "Bring together the three registers.",
    "Set a target for visits and report against it each quarter.",
    "Explore shared training with neighbouring countries.",
    "Replace the paper form at all ports.",
    "Put the remaining proposal to the select committee.",
    "Sign the agreement with the two remaining councils.",
    "Commission an independent evaluation.",
    "Hold a forum for employers in the dairy sector.",
    "Make the video available with captions.",
    "Ask providers what would help them most.",
    "Finish the register and open it for searches.",
    "Settle the question of who pays for interpreters.",
    "Write a short summary for community radio.",
    "Build the new checks into the yearly audit.",
    "Extend opening hours where demand is highest.",
    "Train a second group of peer mentors.",
    "Bring forward the review of fees.",
    "Draw up a plan for the handover.",
    "Publish a progress note every six months.",
    "Let the pilot run to its end and then decide.",
    "Strengthen the link to the regional intelligence desks.",
    "Check whether smaller firms use the toolkit.",
    "Choose the next five sites together with the councils.",
    "Update the case studies.",
    "Return to the two islands that were left out.",
)

FRENCH: tuple[str, ...] = (
    "L'inventaire est terminé dans quatre massifs sur six, et ses résultats ont été remis aux communes.",
    "Douze agents ont été formés au printemps, et chaque poste dispose désormais d'un guide de terrain.",
    "La convention avec les communes a été signée en mars; les premières données ont été échangées en juin.",
    "Les survols ont été retardés par le mauvais temps, mais deux massifs ont été couverts avant l'automne.",
    "Une carte en ligne a été ouverte au public et consultée plus de dix mille fois pendant l'été.",
    "Les coupures prévues dans la pinède du nord sont ouvertes sur vingt-huit kilomètres.",
    "Le marché des caméras a été attribué, et trois tours de guet sur neuf sont équipées.",
    "Quarante élus ont suivi une journée de formation à la lecture des cartes.",
)

FRENCH_STEPS: tuple[str, ...] = (
    "Achever les deux derniers massifs.",
    "Publier les résultats au printemps.",
    "Équiper les six tours restantes.",
    "Proposer une deuxième journée aux communes.",
    "Étendre la convention aux départements voisins.",
)

RISKS: tuple[str, ...] = (
    "Key staff may leave before the handover is complete, which would set the work back by several months.",
    "Funding beyond June is not assured.",
    "Providers may not be able to hire interpreters in time.",
    "The new system depends on a supplier that has been late before.",
    "Weather may keep us from reaching the outer islands.",
)

NOTES: tuple[str, ...] = (
    "All figures are provisional.",
    "Please save the file under the name of your agency and send it back by the date in the cover note.",
    "This form was drawn up for illustration; nothing in it is a statement by any agency.",
    "Fields marked with an asterisk must be filled in.",
    "Use one row for each action on which you report.",
    "Leave rows blank where there is nothing to say.",
    "For internal tracking by the secretariat.",
    "Figures are rounded and may not add up.",
)
