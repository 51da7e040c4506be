"""The words that `names` knows: what stands before, within and behind names of each kind.

Short lists of what is common, not a register of what there is. May import nothing of the package.
"""

from __future__ import annotations

# Before a name of a person; with a capital they are taken off the name.
TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady president chancellor premier minister
    senator congressman congresswoman representative governor mayor ambassador secretary general
    colonel major captain lieutenant sergeant admiral king queen prince princess emperor sultan
    sheikh imam ayatollah rabbi pope bishop archbishop cardinal father sister comrade judge
    justice detective inspector constable commander marshal corporal private brigadier herr frau
    monsieur madame mme señor señora signor signora don doña sen rep gov gen col lt sgt capt rev
    hon mgr
    """.split()
)
# Written with a full stop, behind which a name goes on.
ABBREVIATED = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Col", "St", "Lt", "Sgt"),
    *("Capt", "Rev", "Hon", "Mgr"),
)

# Before a title.
RANKS = frozenset(
    """
    prime foreign vice deputy defence defense finance interior home state trade health education
    economy labour labor first acting interim former chief attorney assistant under executive
    managing associate lieutenant major brigadier rear ex-
    """.split()
)
# Before a name, without a capital: what people are.
ROLES = frozenset(
    """
    activist actor actress adviser advisor agent analyst anarchist anthropologist archaeologist
    architect artist astronaut astronomer athlete attorney author banker baritone baron bassist
    batsman biographer biologist blogger bowler boxer boyfriend broadcaster brother businessman
    businesswoman candidate captain cartoonist caretaker ceo chairman chairwoman challenger
    champion chemist choreographer cinematographer citizen coach colleague columnist comedian
    commander commentator commissioner communist companion composer conductor contender cook
    correspondent cosmonaut counterpart cousin creator critic curator cyclist dancer daughter
    defendant defender deputy designer developer dictator director dissident doctor dramatist
    drummer economist editor engineer entrepreneur envoy executive expert explorer farmer father
    feminist filmmaker financier footballer forward founder friend geographer geologist girlfriend
    goalkeeper golfer governor guerrilla guitarist hero historian host husband illustrator inventor
    investigator investor jockey journalist judge keeper king lawmaker lawyer leader lecturer
    legislator liberal linguist literary lieutenant magistrate manager mathematician mayor
    midfielder minister missionary model monk mother murderer musician naturalist negotiator nephew
    neurologist newcomer niece novelist nun nurse officer opponent organiser organizer owner
    painter partner patriarch philosopher photographer physician physicist pianist pilot pitcher
    player playwright poet politician premier president priest prisoner producer professor
    programmer prosecutor psychiatrist psychologist publisher queen quarterback rapper rebel
    refugee reporter representative researcher reviewer revolutionary sailor scholar scientist
    sculptor secretary seed senator singer sister skipper socialist sociologist soldier solicitor
    son songwriter soprano spokesman spokesperson spokeswoman sprinter statesman striker student
    successor surgeon survivor suspect teacher teammate tenor theologian theorist thinker trader
    translator treasurer uncle veteran victim vocalist volunteer warlord widow widower wife winger
    winner witness worker writer
    """.split()
)

# Behind a name: what mostly people do, and less often whatever acts through people.
SPEAKS = frozenset(
    """
    said says say told tells wrote writes argued argues claimed claims added adds asked asks
    replied replies tweeted explained explains announced insisted insists declared declares
    admitted admits acknowledged believes believed thinks thought suggested suggests noted notes
    observed observes stressed warned warns denied recalled recalls remembered commented concluded
    concludes pointed points stated states described describes maintained maintains put puts quoted
    quotes hoped felt knew met married died resigned testified smiled laughed spoke speaks stood
    himself herself who whose whom dijo afirmó declaró señaló aseguró explicó déclaré affirme
    estime explique ajouté afferma dichiara disse afirmou declarou zei sagte sagt erklärte schrieb
    """.split()
)

# Behind what are several.
PLURALS = frozenset("are were have aren't weren't haven't".split())

# Behind a name, and nothing that it describes.
VERBS = frozenset(
    """
    will may might shall must am isn't wasn't does did then now later never always already still
    just yet today yesterday tomorrow ago alone alike himself herself itself per via versus won
    lost beat led took gave made went came began became saw got ran held left kept hit set shot
    fell rose sent met built brought bought sold paid y e et und og och en de del la el les des
    du le à au aux que qui se su sus es est era ha a o
    """.split()
)

# Before a name of a place: where something is; and where it comes from or goes to, which may be
# a person or a body as well.
WITHIN = frozenset(
    """
    in near across throughout outside inside around en dans em à bei
    """.split()
)
BESIDE = frozenset("from at into to toward towards desde hacia vers aus nach".split())
DIRECTIONS = frozenset(
    """
    northern southern eastern western northeastern northwestern southeastern southwestern central
    north-eastern north-western south-eastern south-western neighbouring neighboring rural downtown
    upstate occupied besieged coastal capital
    """.split()
)
# Before "of", and behind a name.
DISTRICTS = frozenset(
    """
    city town village province region district state port island capital suburb county republic
    kingdom governorate municipality prefecture north south east west outskirts streets coast
    airport border countryside valley river area peninsula
    """.split()
)

# The last word of a name of a place.
PLACES = frozenset(
    """
    city river street road avenue square province region district county valley mountain
    mountains island islands sea ocean strait bay gulf desert peninsula border airport lake park
    bridge hill hills beach springs falls canyon creek republic emirates states kingdom village
    harbour harbor coast heights
    """.split()
)
# Any word of a name of an organisation.
ORGANISATIONS = frozenset(
    """
    party front army ministry department university college school council union committee corp
    corporation inc ltd plc llc co company agency bank times post news herald tribune guardian
    press association federation foundation institute brigade brigades guard guards force forces
    movement league organisation organization congress parliament senate court church group
    coalition alliance authority commission bureau office society club network service services
    police international nations electric fund trust holdings industries airlines airways motors
    systems technologies telecom securities partners laboratories hospital museum orchestra theatre
    theater fc afc united rovers wanderers athletic assembly cabinet administration board chamber
    gmbh ag sa spa nv bv oy ab journal gazette magazine review books publishers ltda partido frente
    ejército ministerio universidad parti ministère université confédération syndicat partei
    """.split()
)
# The last word of a name of what happens, is written or is won.
EVENTS = frozenset(
    """
    war wars revolution revolutions uprising rebellion revolt crisis depression spring olympics cup
    games championship championships open prix festival award awards prize day week act treaty
    agreement accord accords manifesto declaration constitution bill amendment convention summit
    conference conferences plan pact holocaust genocide massacre riots strike protests election
    elections referendum era age century works writings series
    """.split()
)
# Behind or before a name of an organisation.
OWNED = frozenset(
    """
    shares stock shareholders spokesman spokeswoman employees subsidiary executives headquarters
    stores bonds customers staff managers
    """.split()
)
BODIES = frozenset(
    """
    company firm agency newspaper daily weekly magazine broadcaster publisher retailer carmaker
    bank insurer manufacturer maker airline club union group organisation organization charity
    corporation conglomerate distributor brokerage network website lender
    """.split()
)

# Before a name in small letters, that of what persons are not.
ARTICLES = frozenset("the".split())

# What parts names, and is none.
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag "
    "freitag samstag sonntag".split()
)

# Not names of anybody where they stand alone, whatever their capital.
NO_NAMES = frozenset(
    """
    january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun januar februar
    märz mai juni juli oktober dezember i i'm i've i'll i'd im god ok okay internet christmas easter
    ramadan tv dvd cd pm am gmt est pst edt pdt utc ad bc bce ce jr sr phd md
    """.split()
)

ACRONYMS_OF_PLACES = frozenset("US USA UK UAE USSR GDR FRG DDR DRC PRC NY NYC LA DC".split())

FIRST_NAMES = frozenset(
    """
    aaron abdul abdullah abraham adam adolf adrian ahmad ahmed akira alain alan albert alberto
    aleksandr alessandro alex alexander alexandra alexei alexis alfred ali alice allen allison
    amanda amber amy ana anatoly andrea andreas andrei andrew andy angela angelo anita ann anna anne
    annie anthony antoine anton antonio arnold arthur ashley barbara barry beatrice ben benjamin
    bernard bernie bertrand beth betty bill billy bob boris brad bradley brandon brenda brian bruce
    bryan carl carla carlo carlos carmen carol caroline catherine cecil charles charlie charlotte
    cheryl chris christian christina christine christoph christopher cindy claire clara claude
    claudia colin constantin craig cristina cynthia daniel daniela danny dave david dean deborah
    debra denise dennis derek diana diane diego dieter dmitri dmitry dominic don donald donna doris
    dorothy doug douglas duncan earl eddie edgar edith edmund eduard eduardo edward edwin eileen
    elaine eleanor elena elisabeth elizabeth ellen emily emma emmanuel enrico enrique eric erich
    erik ernest ernesto ernst esther ethan eugene eva evelyn fatima federico felix ferdinand
    fernando fidel florence frances francesca francesco francis francisco franco francois françois
    frank franz fred frederick friedrich fritz gabriel gareth gary gavin geoff geoffrey georg george
    georges gerald gerard gerhard gilbert giovanni giuseppe gloria gordon graham greg gregory guido
    guillermo gunther gustav guy hannah hans harold harry harvey hassan hector heinrich heinz helen
    helmut henri henry herbert herman hermann hillary howard hubert hugh hugo hussein ian ibrahim
    igor ingrid irene isaac isabel ivan jack jackie jacob jacqueline jacques jaime james jamie jan
    jane janet janice jason jay jean jeff jeffrey jennifer jeremy jerry jesse jessica jesús jill jim
    jimmy joan joanna joe joel johann johannes john johnny jon jonathan jorge josé jose josef joseph
    joshua joyce juan judith judy jules julia julian julie julio jürgen justin karen karim karin
    karl karl-heinz kate katherine kathleen kathryn kathy katie keith kelly ken kenneth kenny kevin
    khaled kim klaus konrad kurt larry laura lauren laurence laurent lawrence lee leo leon leonard
    leonardo leonid leslie lewis linda lisa liz lloyd lorenzo louis louise luc luca lucas lucy
    ludwig luigi luis luke lynn mahmoud malcolm manfred manuel marc marcel marco marcos marcus
    margaret maria marie marilyn mario marion mark markus martha martin martina mary mathieu matteo
    matt matthew maurice max maximilian megan mehmet melissa michael michel michelle miguel mike
    mikhail milan mohamed mohammad mohammed monica muhammad mustafa nancy natalia natalie natasha
    neil nelson nicholas nick nicola nicolas nicole nigel nikita nikolai nikolaus noam noel nora
    norman oleg oliver olivier olga omar oscar oskar osman otto pablo pamela paolo pascal pat
    patricia patrick paul paula paulo pavel pedro peggy penny pete peter phil philip philippe
    phillip pierre piotr rachel rafael ralph ramon randy raúl ray raymond rebecca reinhard ricardo
    richard rick rita rob robert roberto robin rodney roger roland rolf roman ron ronald rosa rose
    ross roy rubén rudolf rupert russell ruth ryan sabine sally salvador sam samantha samir samuel
    sandra sara sarah scott sean sebastian sergei sergey sergio seth sharon shaun sheila shirley
    sidney siegfried sigmund silvia simon sofia sonia sophie stan stanley stefan stefano
    stella stephanie stephen steve steven stewart stuart sue susan sven sylvia tamara tania tanya
    tariq ted teresa terry theodor theodore theresa thomas tiffany tim timothy tina todd tom tommy
    toni tony tracy trevor ulrich umberto ursula valentina vanessa vera veronica victor victoria
    viktor vincent virginia vladimir wallace walter walther wanda warren wayne wendy werner
    wilhelm willem william willy winston wolfgang xavier yasser yusuf yves yvonne zoe
    """.split()
)

# Countries, the states of the United States, and cities that are written of anywhere.
KNOWN_PLACES = frozenset(
    map(
        str.strip,
        """
        Afghanistan, Albania, Algeria, Andorra, Angola, Argentina, Armenia, Australia, Austria,
        Azerbaijan, Bahamas, Bahrain, Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bhutan,
        Bolivia, Bosnia, Botswana, Brazil, Britain, Brunei, Bulgaria, Burkina Faso, Burma, Burundi,
        Cambodia, Cameroon, Canada, Cape Verde, Central African Republic, Chad, Chile, China,
        Colombia, Comoros, Congo, Costa Rica, Croatia, Cuba, Cyprus, Czech Republic, Czechoslovakia,
        Denmark, Djibouti, Dominican Republic, East Timor, Ecuador, Egypt, El Salvador, England,
        Eritrea, Estonia, Ethiopia, Fiji, Finland, France, Gabon, Gambia, Germany, Ghana, Greece,
        Greenland, Grenada, Guatemala, Guinea, Guyana, Haiti, Holland, Honduras, Hong Kong, Hungary,
        Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy, Ivory Coast, Jamaica, Japan,
        Kazakhstan, Kenya, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia,
        Libya, Liechtenstein, Lithuania, Luxembourg, Macau, Macedonia, Madagascar, Malawi, Malaysia,
        Maldives, Mali, Malta, Mauritania, Mauritius, Mexico, Moldova, Monaco, Mongolia, Montenegro,
        Morocco, Mozambique, Myanmar, Namibia, Nepal, Netherlands, New Zealand, Nicaragua, Niger,
        Nigeria, North Korea, Northern Ireland, Norway, Oman, Pakistan, Palestine, Panama,
        Papua New Guinea, Paraguay, Peru, Philippines, Poland, Portugal, Puerto Rico, Qatar,
        Romania, Russia, Rwanda, Saudi Arabia, Scotland, Senegal, Serbia, Sierra Leone, Singapore,
        Slovakia, Slovenia, Somalia, South Africa, South Korea, Soviet Union, Spain, Sri Lanka,
        Sudan, Suriname, Swaziland, Sweden, Switzerland, Syria, Taiwan, Tajikistan, Tanzania,
        Thailand, Tibet, Togo, Tonga, Trinidad, Tunisia, Turkey, Turkmenistan, Uganda, Ukraine,
        United Arab Emirates, United Kingdom, United States, United States of America, Uruguay,
        Uzbekistan, Vanuatu, Vatican, Venezuela, Vietnam, Wales, Yemen, Yugoslavia, Zaire, Zambia,
        Zimbabwe, Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware,
        Florida, Georgia, Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana,
        Maine, Maryland, Massachusetts, Michigan, Minnesota, Mississippi, Missouri, Montana,
        Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina,
        North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina,
        South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia,
        Wisconsin, Wyoming, Africa, America, Asia, Europe, Antarctica, Latin America, North America,
        South America, Central America, Middle East, Eastern Europe, Western Europe, Balkans,
        Caribbean, Siberia, Scandinavia, Abu Dhabi, Addis Ababa, Aleppo, Algiers, Amman, Amsterdam,
        Ankara, Athens, Atlanta, Auckland, Baghdad, Baku, Baltimore, Bangkok, Barcelona, Basel,
        Beijing, Beirut, Belfast, Belgrade, Berlin, Berne, Birmingham, Bogota, Bombay, Bonn, Boston,
        Brasilia, Bratislava, Brisbane, Brussels, Bucharest, Budapest, Buenos Aires, Cairo,
        Calcutta, Canberra, Cape Town, Caracas, Casablanca, Chechnya, Chicago, Cleveland, Cologne,
        Copenhagen, Dakar, Dallas, Damascus, Delhi, Denver, Detroit, Dhaka, Dresden, Dubai, Dublin,
        Edinburgh, Florence, Frankfurt, Gaza, Geneva, Glasgow, Guantanamo, Hamburg, Hanoi, Havana,
        Helsinki, Hiroshima, Houston, Islamabad, Istanbul, Jakarta, Jerusalem, Johannesburg, Kabul,
        Karachi, Kashmir, Khartoum, Kiev, Kinshasa, Kolkata, Kuala Lumpur, Kyiv, Lagos, Lahore,
        Leeds, Leipzig, Lima, Lisbon, Liverpool, London, Los Angeles, Lyon, Madrid, Manchester,
        Manila, Marseille, Mecca, Melbourne, Mexico City, Miami, Milan, Minneapolis, Minsk,
        Montreal, Moscow, Mosul, Mumbai, Munich, Nairobi, Naples, New Delhi, New Orleans,
        New York City, Oslo, Ottawa, Palermo, Paris, Philadelphia, Phoenix, Pittsburgh, Prague,
        Pyongyang, Quebec, Rio de Janeiro, Riyadh, Rome, Rotterdam, Saigon, San Diego,
        San Francisco, Santiago, Sarajevo, Seattle, Seoul, Seville, Shanghai, Sofia, St. Louis,
        St. Petersburg, Stockholm, Strasbourg, Stuttgart, Sydney, Taipei, Tallinn, Tashkent,
        Tbilisi, Tehran, Tel Aviv, Tokyo, Toronto, Tripoli, Tunis, Turin, Vancouver, Venice, Vienna,
        Vilnius, Warsaw, Washington D.C., West Bank, Zagreb, Zurich
        """.split(","),
    )
)
