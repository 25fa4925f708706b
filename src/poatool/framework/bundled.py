"""The bundled plan as it is read from data/framework.yaml: made by docs/generate.py, not by hand."""

import datetime

from poatool.framework import model

FRAMEWORK = model.Framework(
    id='nz-plan-of-action-2020-25',
    title='Plan of Action against Forced Labour, People Trafficking and Slavery 2020–25',
    language='en-NZ',
    source=model.Source(title='Plan of action implementation reports', publisher='Ministry of Business, Innovation and Employment', published=datetime.date(2021, 3, 17), last_updated=datetime.date(2023, 2, 15)),
    introduction='The Plan of Action provides a high-level framework for the actions that government agencies will undertake over 5 years to 2025 to contribute to eliminating forced labour, people trafficking and slavery.\n\nThe Plan of Action is comprised of a mixture of activities that are already underway, and new policies and programmes. The Government has committed to annual public reporting on the Plan of Action’s progress, and below is information to guide you as you read these annual reports.\n\nThe Plan of Action structures government actions into 3 broad pillars:\n\n- Actions that aim to prevent modern slavery;\n- Actions that aim to protect victims; and\n- Action related to enforcement',
    footnotes=(
        model.Footnote(mark='*', text='New actions (added after the Plan of Action was published) have been numbered differently (i.e. ‘N1’, ‘N2’), to ensure our reporting still aligns with the Plan of Action numbering.'),
    ),
    periods=(
        model.ReportingPeriod(id='2021', start=datetime.date(2021, 1, 1), end=datetime.date(2021, 12, 31)),
        model.ReportingPeriod(id='2022', start=datetime.date(2022, 1, 1), end=datetime.date(2022, 12, 31)),
        model.ReportingPeriod(id='2023', start=datetime.date(2023, 1, 1), end=datetime.date(2023, 12, 31)),
        model.ReportingPeriod(id='2024', start=datetime.date(2024, 1, 1), end=datetime.date(2024, 12, 31)),
        model.ReportingPeriod(id='2025', start=datetime.date(2025, 1, 1), end=datetime.date(2025, 12, 31)),
    ),
    statuses=(
        model.Status(id='not_started', label='Not started', aliases=('Not yet started', 'Yet to start', 'Not begun', 'Not commenced', 'Yet to commence'), progress=False),
        model.Status(id='under_way', label='Under way', aliases=('Underway', 'In progress', 'On track', 'Started', 'Commenced', 'Progressing'), progress=True),
        model.Status(id='ongoing', label='Ongoing', aliases=('On-going', 'Continuing', 'Continuous', 'Business as usual', 'BAU'), progress=True),
        model.Status(id='on_hold', label='On hold', aliases=('Paused', 'Deferred', 'Postponed', 'Suspended'), progress=True),
        model.Status(id='delayed', label='Delayed', aliases=('Behind schedule', 'Off track', 'Running late'), progress=True),
        model.Status(id='completed', label='Completed', aliases=('Complete', 'Done', 'Finished', 'Delivered'), progress=True, ends=True),
        model.Status(id='no_update', label='No update this period', aliases=('No update', 'No updates', 'No update this year', 'No update to report', 'Nothing to report', 'Nothing to report this period', 'Nothing to report this year', 'Nothing to update', 'Nil', 'Nil return', 'Nil report', 'Nil to report', 'No progress to report', 'No activity', 'No activity this period', 'No activity this year', 'No activity to report'), progress=False, nil=True),
    ),
    agencies=(
        model.Agency(code='MBIE', name='Ministry of Business, Innovation and Employment', aliases=('Business, Innovation and Employment', 'Min of Business, Innovation and Employment', 'Hīkina Whakatutuki'), source='Annual implementation report 2021'),
        model.Agency(code='DIA', name='Department of Internal Affairs', aliases=('Internal Affairs', 'Dept of Internal Affairs', 'Te Tari Taiwhenua'), source='Annual implementation report 2021'),
        model.Agency(code='NZP', name='New Zealand Police', aliases=('Police', 'NZ Police', 'Ngā Pirihimana o Aotearoa'), source='Annual implementation report 2021'),
        model.Agency(code='OT', name='Oranga Tamariki — Ministry for Children', aliases=('Oranga Tamariki', 'Ministry for Children', 'Min for Children'), source="Annual implementation report 2021; the name in full is that of the plan's page"),
        model.Agency(code='MFAT', name='Ministry of Foreign Affairs and Trade', aliases=('Foreign Affairs and Trade', 'Foreign Affairs', 'Ministry of Foreign Affairs', 'Min of Foreign Affairs and Trade', 'Manatū Aorere'), source="The plan's page"),
        model.Agency(code='MoJ', name='Ministry of Justice', aliases=('Justice', 'Min of Justice'), source="The plan's page"),
        model.Agency(code='NZCS', name='New Zealand Customs Service', aliases=('Customs', 'NZ Customs', 'Customs Service', 'NZ Customs Service', 'New Zealand Customs', 'Te Mana Ārai o Aotearoa'), source="The plan's page"),
        model.Agency(code='INZ', name='Immigration New Zealand', aliases=('Immigration NZ', 'NZ Immigration', 'New Zealand Immigration'), unit_of='MBIE', source="Oranga Tamariki's practice page on the operations group, 2023"),
        model.Agency(code='LI', name='Labour Inspectorate', aliases=('Labour Inspectors', 'NZ Labour Inspectorate', 'New Zealand Labour Inspectorate'), unit_of='MBIE', source="Oranga Tamariki's practice page on the operations group, 2023"),
    ),
    columns={},
    pillars=(
        model.Pillar(
            id='prevention',
            title='Prevention',
            objectives=(
                model.Objective(
                    id='awareness-and-training',
                    title='Undertake awareness raising and training',
                    actions=(
                        model.Action(code='1', text='Provide information resources and advice to vulnerable groups so that people in New Zealand know their rights.'),
                        model.Action(code='2', text='Provide advice, information and training so people working in front-line roles better recognise people trafficking, forced labour and slavery, and take timely and appropriate action to identify and minimise harm.'),
                        model.Action(code='3', text='Provide information resources and advice to employers to ensure they are aware of their employment and immigration obligations.'),
                        model.Action(code='4', text='Develop risk indicators and associated information sharing agreements for forced labour, people trafficking and slavery in New Zealand and the Asia-Pacific Region, to support onshore and offshore risk identification, disruption and investigation activities, and victim identification and rescue.'),
                        model.Action(code='5', text='Improve accessibility of information so that anyone who experiences, sees or suspects exploitation knows where and how to report it.'),
                    ),
                ),
                model.Objective(
                    id='policy-and-operational-responses',
                    title='Prevent exploitation from escalating through policy and operational responses',
                    actions=(
                        model.Action(code='6', text='Consider and progress opportunities to prevent and disrupt lower-level offending, such as breaches of employment standards, which can escalate into more extreme forms of exploitation.'),
                        model.Action(code='7', text='Consider opportunities to improve business oversight and practices by parties other than the direct employer, to ensure wider compliance with employment standards.'),
                        model.Action(code='8', text='Implement changes to make it easier for migrant workers to leave exploitative employment, through the development of a new dedicated reporting and triaging function and new temporary visa, which will help to prevent exploitation from further escalating.'),
                    ),
                ),
                model.Objective(
                    id='regional-co-operation',
                    title='Enhance international prevention responses through regional co-operation',
                    actions=(
                        model.Action(code='9', text='Leverage and build on bilateral and multilateral agreements and forums to enhance cross-border information sharing and work to prevent forced labour and people trafficking.'),
                        model.Action(code='10', text='Develop and deliver bespoke training and capability building programmes with Asia-Pacific border and law enforcement agencies.'),
                        model.Action(code='11', text='Identify mechanisms to assist in building greater child safeguarding measures in the Pacific.'),
                        model.Action(code='12', text='Identify ways to strengthen capacity and capability of social services/agencies in the Pacific to respond to child protection issues such as child trafficking and exploitation.'),
                    ),
                ),
                model.Objective(
                    id='supply-chains',
                    title='Eliminate forced labour and people trafficking from supply chains',
                    actions=(
                        model.Action(code='13', text='Improve government procurement practices so that government purchasing more effectively supports good employment and supply chain practices, including combating forced labour and people trafficking from supply chains.'),
                        model.Action(code='14', text='Work with system and sector leaders, including business and union representatives, to develop and share tools, resources and information to support assurance of organisational and supply chain work practices, including recruitment processes.'),
                        model.Action(code='15', text='Build greater consumer awareness of forced labour, people trafficking and slavery, and identify actions that enable individual consumers to support the human rights of workers.'),
                        model.Action(code='16', text='Consider introducing legislation requiring businesses to report publicly on transparency in supply chains, to help eliminate practices of modern slavery.'),
                        model.Action(code='17', text='Work towards implementing the United Nations Guiding Principles on Business and Human Rights.'),
                    ),
                ),
            ),
        ),
        model.Pillar(
            id='protection',
            title='Protection',
            objectives=(
                model.Objective(
                    id='support-services',
                    title='Provide for the effective and efficient delivery of support services to victims',
                    actions=(
                        model.Action(code='18', text='Facilitate processes for the efficient delivery of support services to victims of people trafficking.'),
                    ),
                ),
                model.Objective(
                    id='information-for-victims',
                    title='Improve information for victims of exploitation and vulnerable groups',
                    actions=(
                        model.Action(code='19', text='Continue to develop information sources for migrants on their work rights and entitlements, including during the recruitment and placement process, and on where to seek support to protect themselves in exploitative situations.'),
                        model.Action(code='20', text='Work with social sector agencies and non-governmental organisations to help inform exploitation victims of their rights, and opportunities to seek help and assistance.'),
                    ),
                ),
                model.Objective(
                    id='understanding-of-exploitation',
                    title='Improve our understanding of exploitation to enable better targeting of actions and measures',
                    actions=(
                        model.Action(code='21', text='Undertake research and monitoring activity to better understand the nature and extent of forced labour, people trafficking and slavery in New Zealand.'),
                        model.Action(
                            code='N1',
                            text='Recognise and include victim or survivor experiences and expertise.',
                            footnote='*',
                            history=(
                                model.Event(since='2022', known_by=datetime.date(2023, 2, 15), event=model.EventKind.ADDED),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        model.Pillar(
            id='enforcement',
            title='Enforcement',
            objectives=(
                model.Objective(
                    id='enforcement-settings',
                    title='Strengthen operational, policy and legislative settings to enhance enforcement and align with international obligations',
                    actions=(
                        model.Action(code='22', text='Continue to support victims to participate in the criminal justice process, including through the provision of appropriate support.'),
                        model.Action(code='23', text='Review and amend, as appropriate, policy and legislative settings to ensure they are fit-for-purpose in enabling the disruption, prosecution, and recovery and confiscation of income derived through exploitation in its wider context.'),
                        model.Action(code='24', text='Consider amending the Crimes Act 1961 to strengthen provisions for the criminalisation of trafficking in children (under 18 years of age).'),
                    ),
                ),
                model.Objective(
                    id='cooperation-in-investigations',
                    title='Improve cooperation in investigations across government agencies',
                    actions=(
                        model.Action(code='25', text='Strengthen cooperation between enforcement agencies to support efficient and effective responses to enquiries relating to forced labour, people trafficking and slavery.'),
                    ),
                ),
                model.Objective(
                    id='international-cooperation',
                    title='Improve international cooperation and partnership',
                    actions=(
                        model.Action(
                            code='26',
                            text='Continue to support and contribute to international efforts to address forced labour, people trafficking and slavery through ongoing engagement in multilateral forums.',
                            history=(
                                model.Event(since='2022', known_by=datetime.date(2023, 2, 15), event=model.EventKind.INCORPORATED, into=('9',)),
                            ),
                        ),
                        model.Action(code='27', text='Continue engagement with agencies, organisations and forums working to address forced labour and people trafficking in the Pacific.'),
                        model.Action(code='28', text='Continue capacity-building activities to support the disruption and prosecution of forced labour, people trafficking and slavery.'),
                    ),
                ),
            ),
        ),
    ),
    sha256='e9b4b8412b9504277d6588a60d884d8e725cb0314f1291d91c384610edb038b9',
)
