"""The language that a document is written in: by its script, then by its function words.

Function words are a third and more of running text in any language, and near languages differ in
them, so a short list of each tells them apart with no model and no dependency. Where a text has
too few of them, or as many of another language, nothing is claimed. May import ``tokens``.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from unicodedata import normalize

from corpus_cli import tokens

# What is read of a long text: this many slices of this many characters, evenly spread.
_SLICES = 4
_SLICE = 400

# Below these nothing is claimed: the weight of all signs, and how many different ones there are,
# which grows with the text to keep out languages that are not listed: a few of their words always
# look like those of others.
_LIGHTEST = 1.5
_SPARSEST = 0.1
_FEWEST_WORDS = 2
_WORDS_A_SIGN = 15
_ENOUGH_SIGNS = 6

# What only the best language knows must outweigh what only a rival knows so many times, and count
# at least so much: this keeps out texts in two languages.
_CLEARLY = 2.0
_LEAST_LEAD = 0.5

# The most frequent function words; one that n languages share weighs 1 / √n for each of them.
_FUNCTION_WORDS: Mapping[str, Mapping[str, str]] = {
    "Latin": {
        "en": "the to and of a in i is for that you it on with this was be as are have at he "
        "not by but from my or we an your all so his they me if one can will just like about up "
        "out what has when more do no were who had their there her which been would she how don "
        "some also them other our than only after into could any then these because where very "
        "should said see over go most may its being through during while those many much well "
        "did does",
        "de": "die der und in das ich ist nicht zu den von mit es ein auf für im sie eine sich "
        "auch dem des als er an dass daß so bei wie aber aus hat sind nach noch wir du war nur "
        "wenn oder wird was werden einen am man um haben einer zum kann über da dann einem "
        "schon habe mehr mir sein vor zur durch hier mich bis doch ihr immer diese wurde wieder "
        "keine alle sehr können muss bin unter vom hatte ihre dieser gegen seine also ab denn "
        "damit kein dieses diesem diesen eines sowie seit weil ohne euch uns ja will nun jetzt "
        "gibt geht viel ganz meine dir selbst welche zwischen während sei ihren ihrer seiner",
        "nl": "de van het een en in is op ik dat voor je te met niet zijn die als er maar om "
        "aan hij ook ze door naar uit bij dan dit was we wat heeft of over nog deze hebben kan "
        "meer zo al geen mijn wel tot u wordt heb worden nu haar ben kunnen veel moet hoe na "
        "ons waar werd onze wil zich zou hier dus tegen alleen mij onder had hun zal jij moeten "
        "wij daar toch mee zij jouw omdat echter tussen zonder gaan alle ga t ja wie net doen "
        "andere zoals iets komen toen waren elke welke jullie elk via binnen volgens terwijl "
        "vaak steeds mensen eerste ander",
        "af": "die en is in van het n nie wat om te dat vir op met hy sy ek hulle ons jy aan as "
        "by was ook maar kan word deur uit sal so of na dit nog haar my wees baie daar hierdie "
        "moet toe se kom oor gaan een meer tot wil hom dan net omdat tussen al waar hoe moes "
        "mense sê geen eerste ander",
        "fr": "de la le et l à les est en des d un que a pas une du il pour dans je qui c au ce "
        "sur qu par on ne plus avec j n mais se vous s ça tu elle son y ai ou si sont tout fait "
        "nous comme être bien ils cette sa aux même ont t m était été mon ses lui aussi peut "
        "deux leur moi ces quand après très tous sans avoir non où encore alors avait entre "
        "dont leurs donc me va dit ma là te faire suis autres peu faut toujours contre votre "
        "notre nos depuis lorsque chez sous",
        "es": "de la que el en y a los no un se por es del las con una para lo su al como me "
        "más si pero te o mi le este sus esta todo ya ha cuando yo ser son sin hay está fue tu "
        "muy sobre también todos eso nos porque qué así bien entre puede desde hasta era esto "
        "ni donde otro e ese han mismo cada después esa otros otra nosotros quien unos ella él "
        "años sino aunque dos solo va les mas tiene hacer ahora hace nada algo uno mucho tan "
        "nunca están gran menos durante según fueron antes gente tenía",
        "pt": "de a o que e do em da é para não um uma com no se na por os eu como as mais dos "
        "mas foi ao me você ser seu sua tem são das ou à ele muito isso já nos também quando "
        "está meu pelo ela vai só pela sobre até mesmo pode ter tudo ainda minha sem entre era "
        "seus nas assim depois este onde esse estão essa eles há porque aos às num pelos suas "
        "lhe dia te todos sempre ano esta todo nem bem quem agora nada apenas vez nunca dois "
        "estava seja qual esses desde durante antes gente tinha tinham",
        "gl": "de a o que e do en da é para non un unha con no se na por os como as máis dos "
        "pero foi ao ser seu súa ten son das ou á el moi iso xa nos tamén cando está pola polo "
        "ata mesmo pode sen entre era seus nas así este onde esta eles hai porque aos ás nun "
        "nunha dunha dun sobre eu me lle estes unhas uns desde fronte aínda te todos sempre "
        "todo nin ben quen agora nada só mais foron facer ningún vostede algunha algún cales "
        "outro outros outra outras poden debe cun cunha neste nesta deste desta xente tiña "
        "tiñan ela antes vai",
        "ca": "de la a que i el l d en per del un les els una no amb va és al es ha com més "
        "dels s hi o ser aquest si però tot fer seu aquesta molt als ja ho van seva també ens "
        "han són se això estat sobre quan ara entre fa fins on què pel perquè tots des després "
        "està altres m sense pot té encara seus li em així aquests aquestes nosaltres ni mateix "
        "cada era dia any dos t qui jo he sempre et gran només part hem havia dir durant contra "
        "primer res aquella quina uns unes seves altre altra podeu heu gent abans tenia",
        "it": "di e che il la a in non un per è del l i una le si con della da sono ma al ha "
        "come più dei se nel mi alla anche lo gli delle o questo ho ci su ad dal solo essere io "
        "nella ti cui d era stato quando tutti ed questa c tutto hanno tra suo loro perché sia "
        "sua ai dalla degli dopo sul alle ne poi quello sempre chi ancora molto senza ogni può "
        "quanto nei fa me mai no hai noi vi qui sta te prima due fare così uno altri ora mio "
        "mia sulla dove già quella quindi nelle negli dai stata stati",
        "ro": "de în și şi a la să din o pe cu nu mai un este că care pentru se au ce fost ca "
        "al am sunt fi va s lui dar sau e sa dacă după i ne ar le poate prin cum când ale iar "
        "mult are l ai cel ani cele doar foarte noi el ei dintre te până într vă toate vor așa "
        "acest acum nici către unei între această fără fiind unui îi și-a cea si in era n tot "
        "pot mi eu d m despre trebuie fie două atunci multe putea alte sunteți nostru pentru-a "
        "aceasta acesta acestea acestui lor",
        "pl": "w i nie na się to z do jest że o jak a ale co tak za od po dla tym czy przez "
        "tego są ma tylko już mi mnie ze może bo ja ten oraz bardzo będzie być jego by sobie "
        "ich jeśli też jeszcze był które jako jej kiedy który nawet teraz go pod coś tej bez "
        "żeby jednak lub więc gdy gdzie można przy także która również ta jestem było była "
        "wszystko no ci tam te nas tu on u aby ty mu im mam nic więcej chyba tych takie ktoś "
        "niż kto zawsze właśnie albo którzy których została został we",
        "cs": "a se v na je to že s z si do jsem ale o i tak pro ve za co k jako jak po by už "
        "od jsou mi když mě jen nebo byl bude já u má jsme které ty jeho který až není bylo aby "
        "než ze ještě byla být také ani pak při toho ten kde která ho před bych tu podle pokud "
        "tom něco tím mezi nás vám bez jste kdo proč své může kteří však již protože tam ne ji "
        "ti mu či no pod ta den ke další teď nic vás více nám tento tato tyto jejich všechny "
        "budou jí dokud lidé",
        "sk": "a v sa na je to z že s ako aj o si do som ale po za tak od čo už bol by pre sú "
        "ak k alebo nie sme ich len vo aby keď ktorý ktoré pri má jeho bola bude ktorá až veľmi "
        "bolo byť vám jej so ho ešte i zo podľa mi však ani ste tu viac kde boli pred medzi "
        "môže nás tiež tým toho tom či počas bez ktorí pretože ja no pod tam ma mu ten u teraz "
        "proti vás všetko tento nám iba niečo preto možno práve teda tieto táto ktorých budú "
        "ďalší ľudia kým",
        "sl": "je in v na se da so za ki pa z tudi lahko s ne kot po še iz bi bo od tako to pri "
        "ali o če že bil do ni med vse jih ko kar ga si smo bila več sem tem ter tega zelo jo "
        "zaradi bilo ob a bodo ker kjer sta zato le ima pred kaj samo kako nas mi te brez k "
        "imajo biti pod proti vendar njihov saj ta nam dan del mu ti ste nekaj vedno prav naj "
        "vam danes ampak drugi vsi katere kateri niso morate kadar ji dokler preden",
        "hr": "je u i da se na od za su a ne sa iz to kao o što koji kako bi ali nije još po s "
        "do sve bio ili sam će koja samo te biti više koje kada ako tako bilo mi može ima on ga "
        "jer pa ni zbog prema bila kod nakon treba bez li mogu ih oko dok ja oni ovo toga gdje "
        "gde mu nego između kad svi prije pre ona koju kojih ovaj smo nisu šta pod nas tu bude "
        "ko nam im ti uz dan zato sada jedan danas mnogo vam vaš tom tog ovu ovom putem ukoliko "
        "možete ste biste njih njegov morali",
        "sv": "är det att och i jag på en inte som för med har av om du så till den de ett kan "
        "vi men man var ska när nu vad från här mig bara eller han då hur alla vill sig vara "
        "där får finns ha skulle ut min hade lite mycket upp in blir mer än efter göra över "
        "detta också allt hon måste se går även under någon andra något vid många dem din hans "
        "blev sedan dig få ni ta bli ja ser sen sin kommer ju gör mot kanske ingen hela utan "
        "oss blivit deras dessa vilket denna hos mellan säger sådan använda ge igen tillbaka "
        "genom olika medan därför ned samma fram både vilken eftersom",
        "da": "i og er af det at en til på jeg har for ikke med den der de du kan som så et var "
        "vi om han fra men skal ved vil også være hvor nu man hvis sig efter mig eller her hvad "
        "ud alle meget noget da dig kunne min når op blev bliver havde mere over hun se få dem "
        "to lidt selv din mange vores får kun deres end denne dette hans ind andre mod alt "
        "været bare have jo må ja går os skulle under sin kom a helt kommer flere gør nok blive "
        "gang hvordan disse blevet samt hos dit mit sit mellem siger gøre sådan bruge tage give "
        "igen uden tilbage måske hver gennem forskellige mens fordi hvorfor imod nogen blot "
        "dermed hvilket hvilke både derfor ned samme før måtte folk hele",
        "no": "i og er det å på som til en av for ikke med har jeg at de du om den så vi fra "
        "var kan et men han seg dette noe skal noen ble vil bare også ut da nå hva etter eller "
        "meg være blir hadde alle når her må ha deg få man mer opp andre over litt ved vært bli "
        "denne enn hun mye der hvor selv hvis før sin dem mange får ta to alt ser min går vel "
        "jo kunne si din skulle kom under gjør inn mot fikk flere helt hvordan uten ingen dere "
        "siden nok blitt disse deres ditt mitt sitt ikkje eg ein dei mellom sier gjøre slik "
        "bruke gi igjen tilbake kanskje hver gjennom forskjellige mens fordi hvorfor imot "
        "veldig fått hvilken både derfor ned samme frem fram måtte folk hele rundt",
        "is": "og í á að er sem til en við af hann um ekki var fyrir með ég eru frá það þar því "
        "eða eftir hún svo hefur vera þá verið þegar hafa þess úr út upp ef eins nú þú fram sér "
        "hér þeir þetta voru yfir allt hjá mér einnig vel hans þeim þó sig þau okkar hvað mjög "
        "sé bara of má kom skal enn fer mig gera getur koma undir væri síðan aftur þeirra "
        "hvernig líka þær milli öll alla",
        "fi": "ja on ei että se oli mutta ole kun niin myös hän jos ovat voi nyt sen kuin tai "
        "en joka olla sitä mitä vain jo kanssa tämä sitten kaikki olisi ollut vielä siitä ne "
        "sekä jälkeen miten mukaan paljon saa olen pitää tulee tässä hänen vaan koska aina "
        "eivät koko kuitenkin vaikka mikä ennen jotka eli jossa näin tämän eikä siis sillä ehkä "
        "itse me minä ollaan oman noin vuoden jonka kuten lisäksi välillä hyvin et he vai no "
        "kyllä ihan mitään tuo vähän yksi jotain juuri miksi taas tuli enää enemmän eri tästä "
        "joten tätä vastaan voit voidaan niiden näiden heidän jokainen useita joita jotkin "
        "sinun lisää usein yleensä jolloin kautta koskaan tällöin kunnes niitä esimerkiksi",
        "et": "ja on ei et see oli kui aga ma ta ka või mis siis nii oma kes tema ole olid seda "
        "ning selle mida üks veel kas nagu pole ära siin välja olla sest juba sa neid ainult me "
        "kus selles kõik väga nende pärast mind siiski eest oleks peab saab olema enam alates "
        "mitte üle just sellest kuid kuidas seal kõige poolt ehk vaid enne mõne nad kuni kõigi "
        "olnud aastal pidi pidid ümber inimesed",
        "hu": "a az és nem hogy egy is de meg csak ha van volt ez vagy már még én kell el ki "
        "azt most akkor mint ezt minden mert így itt mi sem lesz lehet majd be nincs aki fel "
        "után amikor ami te több pedig mindig nekem amit szerint s ilyen le e miért volna azért "
        "nagyon között ott alatt miatt által ő hanem illetve ahol vannak ezért át arra nagy es "
        "ne ma t más ben se na olyan vagyok úgy két új egyik sok jól lett hát valami ezek "
        "legyen azonban valamint során akik ennek ehhez",
        "tr": "ve bir bu için de da çok ile ne daha en gibi olarak her kadar o olan ben var ama "
        "sonra ki yok değil sen hiç ise oldu bile nasıl şey böyle tek tüm önce göre aynı "
        "tarafından veya biz olduğunu diye kendi olduğu olur şu birlikte diğer içinde olmak "
        "şimdi çünkü ancak başka biri bunu karşı arasında bütün siz bunun onun edilen eden "
        "üzerinde mi mı ya iki a tam az iyi büyük yeni sadece zaman ilk yer artık beni bana "
        "fazla neden işte hemen yine değildir vardır nedeniyle gereken",
        "vi": "là và có của được một các không trong cho người này với ở đã thể để như những "
        "đến khi làm sẽ từ ra tại về vào đó cũng lại sự tôi bị phải ông mà thì trên việc sau "
        "còn nhưng rất theo hơn vì nó nhiều đang khác nếu công họ thành đầu chỉ năm chính ngày "
        "số nhà điều chúng nên cần bạn thế hiện trước nào gì ai tất cả cách bằng",
        "id": "yang dan di ini dari untuk dengan itu bisa aku ada tidak akan adalah dalam pada "
        "kita orang ke juga anda dia saya ya kamu lebih apa sudah mereka tapi karena atau "
        "menjadi tak jadi harus satu lagi seperti oleh banyak jika hanya kami saat sebagai "
        "telah semua dapat bahwa bukan saja masih tersebut sebuah sangat secara para kalau ia "
        "kepada perlu kan baik jangan hal pernah lain sekarang baru sama beberapa sendiri ingin "
        "setelah waktu sampai belum tentang atas dua ketika cara selalu lalu melalui maupun "
        "namun hingga selama terhadap serta antara merupakan memiliki sedangkan sehingga "
        "berbagai menurut punya mulai bila agar lainnya adanya",
        "ms": "yang dan di ini dari untuk dengan itu boleh saya ada tidak akan adalah dalam "
        "pada kita orang ke juga anda dia kerana atau menjadi tak jadi satu lagi seperti oleh "
        "banyak jika hanya kami sebagai telah semua dapat bahawa bukan masih tersebut sebuah "
        "sangat ialah ia daripada kepada beliau lebih mereka kalau bagi perlu aku tapi apa ni "
        "tu kan bila ya nak buat dah mana baik jangan lain pun kata dua memang sebab beberapa "
        "mempunyai atas turut manakala bagaimanapun namun hingga selama terhadap serta antara "
        "merupakan sehingga pelbagai mengikut iaitu mahu hendak agar lain-lain sudah adakah",
        "tl": "sa ng ang na mga at ay isang hindi ito ko kung may ni si ako pa para mula siya "
        "mo o pag kanyang lang naman niya lahat ano rin ka dahil din upang kaya nito nila "
        "walang sila po nang isa ba bilang kay ngayon nga kanilang noong kasi lamang ngunit mas "
        "pero di dapat i kami of wala iba kahit dito nag ilang alam nasa hanggang mong namin "
        "bakit maging kailangan tayo",
        "lt": "ir kad į su iš yra tai kaip ar o buvo savo tik bet nuo ne apie taip labai dėl "
        "per dar gali jau po iki jis bei jei už jo pat to būti kas mūsų turi prie bus nes jos "
        "jie tačiau arba daug jų metu ji prieš kur aš ką pagal be mes nei kuris kuri kurie m d "
        "net ten tam kai metų daugiau nors čia nėra jūsų reikia tiek vis dabar mano todėl tarp "
        "tuo juos kartu šį galite būtų",
        "lv": "un ir ar par ka no kā uz kas arī vai bet es tā nav to tas ja lai bija ko pēc "
        "tikai tad līdz kad var jau pie tu vēl būs jo ļoti ne savu viņš šo mēs kur visu tās "
        "esmu tagad viņa daudz būtu vairāk būt cik tam taču bez pret šī pirms tie tomēr kurš "
        "gan tik nu pa pat a te tev kaut mums mūsu viss jūs jums labi tur varētu visi tika "
        "tieši kāpēc tāpēc jā šis nekā kuru",
        "sq": "të e në dhe i për me një nga që ka është si do nuk më se u po ai ky kjo por janë "
        "duke tek kanë ishte kur edhe sepse këtë ose pas deri ku çdo jo mund unë ne ata kishte "
        "sipas tij saj cilat cili këto gjatë prej",
        "eu": "eta da ez du bat dira ere egin izan zen baina hau den dute zuen edo beste dago "
        "bere hori oso egiten baino horrek dut gure duen behar zuten diren izango nola guztiak "
        "ditu orain berri artean arabera gabe ziren beti",
        "cy": "y yr yn a i o ar am mae wedi bod ei gan eu oedd ond hefyd gyda fel nid hyn ac "
        "sydd cael gall bydd at mewn na ni fy chi eich dim pan neu roedd un honno hwn",
        "ga": "an na agus ar a i is go le tá do bhí sé atá ag sin mar nach ach seo don ón ina "
        "féin sa leis siad iad aon níos gur níl air bhfuil ní de faoi chun",
        "eo": "la de kaj en estas al ne por ke li mi kiu pri sed oni kun ĉi kiel ĝi el ili pli "
        "tio sur aŭ estis tiu ankaŭ per ĉar unu nur vi ŝi tre povas post kiuj se esti da",
        "sw": "na ya wa kwa ni katika la za kuwa cha hiyo hii huo kama lakini pia baada yake "
        "wake wao watu alikuwa kwamba si vya hivyo sana au kutoka zaidi yao kila huyo bila",
        "la": "et in est non ad ut cum quod qui sed ex quae si de esse per ab sunt aut enim "
        "etiam hoc nec quam autem ac atque quid tamen eius sit pro ita haec nam quo quidem ipse",
    },
    "Cyrillic": {
        "ru": "в и на не с что я по а как из это за для о к но то у его он от все так же мы до "
        "ты только был если когда было мне меня уже еще ещё бы или их они при будет чтобы есть "
        "она во вы может после нет были со была также вот ее её чем быть где под этом вас можно "
        "того этого более без ну нас ни об там которые себя этот который ли раз один тебя "
        "теперь через да им между время кто очень даже просто больше сейчас том всех всего надо "
        "ему них которая которое своей свой поэтому",
        "uk": "в на не і у з що та до це за а я як про для від так але він його все то є ви по "
        "ми й ще які під вже коли якщо або було вони із мене щоб мені ж тут чи час був буде нас "
        "її також дуже може після через їх хто де там тільки б можна вона всі те того цього "
        "бути при без яка має цей більше були зі бо вас навіть лише який яких ти с ну треба "
        "один и о тому ні чому була зараз вам щодо людей себе тепер своїх між усе усі поки",
        "be": "і ў на не з у да што за а я як гэта па для ад так але ён яго ўсё то ёсць вы мы "
        "яшчэ якія пад ужо калі або было яны каб тут ці быў будзе таксама вельмі можа пасля "
        "праз іх хто дзе там толькі яна усе таго быць пры без якая гэты больш былі які яе ні "
        "яму тое гэтага якой якога свае нас трэба паміж пакуль нам",
        "bg": "на и в да е от за се с не си че по ще са това като а ми но до го много най има "
        "му ако към може съм ти ли само няма след през аз които или как какво той трябва всички "
        "който във което те един още така със когато този тази ги вече която една повече без "
        "беше защото им тези тя бъде между също при ви ни я все мен там под би нас малко нещо "
        "ме сега добре някои свой преди докато нам хората",
        "mk": "на и во да се од за е со не го ќе што дека ги како ја тоа а кој кои си по ми до "
        "ти многу но или само има кога беше сите тој ако така може која ова јас еден нема сум "
        "биде му треба повеќе уште пред им тие една каде овој овие оваа те без ние бидејќи па "
        "ни би ви мене под било ме сега дали таа дел некои затоа нешто веќе колку сме преку "
        "цело луѓето луѓе",
        "sr": "је у и да се на од за су а не са из то као о што који како би али није још по с "
        "до све био или сам ће која само те бити више које када ако тако било ми може има он га "
        "јер па ни због према била код након треба без ли могу их око док они ово где му пре "
        "под нас ту буде ко нам им ти уз дан зато сада један данас вам том тог можете сте гдје "
        "шта између кроз",
        "kk": "және мен бұл үшін бар деп де да бір болып осы сол ол кейін еді туралы қазақстан "
        "болды емес өз оның көп болған керек жоқ бойынша барлық біз арқылы дейін ғана сондай",
        "ky": "жана менен бул үчүн бар деп да бир болуп ошол ал кийин эле тууралуу кыргызстан "
        "болду эмес өз анын көп болгон керек жок боюнча бардык биз аркылуу чейин гана",
        "tg": "ва дар ба аз ки ин бо барои он буд аст ҳам як мо то шуд худ ҳар мекунад карда "
        "низ ё шудааст бояд вай онҳо мардум пас баъд",
        "mn": "нь бол байна энэ юм гэж ба болон тэр байсан гэсэн үед монгол хүн өөр дээр бүр "
        "тул манай бид та түүний болох биш ч л уу",
    },
    "Arabic": {
        "ar": "في من على أن لا إلى و ما عن هذا مع التي كل هذه أو هو كان الذي ذلك بعد لم بين ان "
        "كانت يا حتى قبل قد هي إن كما أي أيضا حيث أنه خلال عليه غير وهو بعض إذا له مثل هناك "
        "أكثر ولا ثم به ولكن أنت لكن وفي فيه فيها منذ إلا الذين يكون عندما فقط وقد بها لو ليس "
        "هل عند لها أنا تم اليوم يمكن الى قال ومن الآن بشكل أخرى تلك هنا كنت تكون كيف تحت حول "
        "وهي بأن",
        "fa": "و به در از که این با را است من تو برای بود هم تا یک ها ما آن شد می یا بر شما همه "
        "کرد خود هر چه های نه باید دو پس اما ای فقط یکی کرده دارد چرا کردن بعد او مورد اگر هست "
        "نیست شده روی نیز چون دیگر ولی پیش باشد بیشتر شود هستند آنها مثل بار رو یه اون داره "
        "خیلی کنید نظر شدن بین سر سال کنند دهد می‌شود می‌کند نمی شوند کند",
        "ur": "کے میں کی ہے اور سے کا کو اس پر ہیں نے بھی ایک کر یہ نہیں کہ تو کیا وہ ہو ان تھا "
        "جو ہی جس نہ گیا آپ لیے تھے بعد کوئی اپنے گا ہم کسی تھی کرنے یا ساتھ جب رہے تک گے والے "
        "ہوئے اگر ہوں اپنی ہوا بہت سب کچھ و دو دی خود دیا ہونے جائے کرتے اب پھر رہا لیکن ہر "
        "زیادہ گئی گی پہلے صرف انہوں اسے دے کرنا جا",
        "ps": "د او په چې ته له دی کې سره نه هم یې دا ده دي یو شي کړي وي کړه خپل هغه کول ورته "
        "دغه شوی وه لري پر تر به",
        "ku": "لە و بە کە بۆ ئەو ئەم لەگەڵ دەکات بوو هەر نێوان یان دوای پێش زۆر بەڵام ئەوە "
        "هەروەها هەموو تا دەبێت کرد لەسەر یەک",
        "ug": "ۋە بىلەن بۇ بىر ئۇ دەپ ئۈچۈن ھەم بولۇپ بولغان كېيىن ئەمەس بار ئۇيغۇر يەنە قىلىپ",
    },
    "Devanagari": {
        "hi": "के है में की से और को का हैं पर भी एक तो नहीं ने कर ही हो लिए कि इस था यह गया "
        "किया जो ये आप करने रहे साथ अपने रहा क्या अब कुछ कोई थे तक थी बाद वो हम या किसी वह होती "
        "व दिया न करते रही जब जी लेकिन होता मैं वाले हुआ हुए फिर नाम हर कहा सकता बार अगर करना "
        "सभी गई कभी द्वारा उनके कई करें इन उसके हुई",
        "mr": "आहे आणि या व च हे मध्ये आहेत तर ही होते एक हा ते पण नाही की असे त्या साठी "
        "त्यांनी यांनी करण्यात केली केले आपल्या होती झाली काही मी तो तसेच करा तुम्ही तुमच्या "
        "किंवा आपण करण्यासाठी जर नाव निवडा एका जे वापर असेल करू शकता त्यामुळे झाले दिली म्हणून "
        "मात्र अशी त्याच्या आता करणे असल्यास याचा त्याचा तुम्हाला म्हणजे देखील शक्य त्यांच्या "
        "यांच्या त्यांना येथे झाला केला गेले असते",
        "ne": "छ र को मा पनि लागि यो भएको गर्ने छन् एक हो गरेको त्यो नेपाल तर थियो हुन् उनले "
        "भने गर्न सबै हुने कि गरी अनि यस म छैन",
    },
    "Bengali": {
        "bn": "না করে এবং ও এই থেকে আর জন্য তার হয় করা এর একটি যে আমি করতে হবে নিয়ে সাথে আমার "
        "কি তিনি এক হয়েছে কিছু আমাদের হয়ে কোন ছিল আমরা কিন্তু তাদের মধ্যে তারা অনেক যা সে এ "
        "সময় হচ্ছে একটা করেন দিয়ে করার বা আছে পর সব নয় পারে শুরু কাজ কাছে বলে যদি তা সেই "
        "তাকে রয়েছে আপনি করেছে তবে আগে",
        "as": "আৰু এই হয় পৰা কৰি কৰা বাবে লগত তেওঁ যে এটা ইয়াৰ হৈছে কৰে মই আছিল নাই এক আপুনি "
        "আপোনাৰ কৰক বা পাৰে কৰিবলৈ যদি পাৰি নাম সকলো যাতে বাচক অথবা যিকোনো লগে নিৰ্বাচন কৰিব",
    },
    "Hebrew": {
        "he": "את של לא על זה הוא אני כל עם מה גם לי אם היה יש אבל היא או כי יותר רק אין בין הם "
        "לו כמו כך עד שלא אותו אז כדי לפני כבר אך אשר היו זו כן מי להיות שלי אתה לך הזה שם כמה "
        "בכל זאת למה צריך אותי עכשיו לנו יכול להם יהיה מאוד לאחר אחר פעם כאן אנחנו הייתה אתם "
        "לכל",
        "yi": "און די איז אין פון דער צו ניט נישט האט מיט אויף דאס אַז וואָס וואס ער אַ זיי "
        "געווען זיך ווי פֿון איך",
    },
}

# Letters that only some languages of a script write, with all languages that do.
_LETTERS: Mapping[str, str] = {
    "ß": "de",
    "ä": "de fi sv et sk",
    "ö": "de fi sv et hu tr is",
    "ü": "de et hu tr es ca",
    "å": "sv da no",
    "ø": "da no",
    "æ": "da no is",
    "ðþ": "is",
    "ñ": "es gl eu tl",
    "¿¡": "es",
    "œ": "fr",
    "ãõ": "pt vi",
    "õ": "et pt vi",
    "ł": "pl",
    "ąę": "pl lt",
    "śżźń": "pl",
    "ć": "pl hr",
    "čšž": "cs sk sl hr lt lv",
    "řěů": "cs",
    "ďťň": "cs sk",
    "ľĺŕ": "sk",
    "őű": "hu",
    "ğı": "tr",
    "ş": "tr ro",
    "șț": "ro",
    "ă": "ro vi",
    "đ": "hr vi",
    "ơưạảấầẩẫậắằẳẵặẻẽẹếềểễệỉịỏọốồổỗộớờởỡợủụứừửữựỳỷỹỵ": "vi",
    "ėįų": "lt",
    "ū": "lt lv",
    "āēīķļņģ": "lv",
    "ë": "sq nl af",
    "ĉĝĥĵŝŭ": "eo",
    "ŵŷ": "cy",
    "ыэ": "ru be kk ky mn",
    "ё": "ru be tg mn ky",
    "ъ": "bg ru tg",
    "щ": "ru uk bg",
    "і": "uk be kk",
    "їєґ": "uk",
    "ў": "be",
    "јљњџ": "sr mk",
    "ђћ": "sr",
    "ѓќѕ": "mk",
    "әұһ": "kk",
    "ғқ": "kk tg",
    "ң": "kk ky",
    "өү": "kk ky mn",
    "ӣӯҳҷ": "tg",
    "پچگ": "fa ur ps ku ug",
    "ةأإ": "ar",
    "ٹڈڑےںہ": "ur",
    "ښځڅډړږټۍې": "ps",
    "ێۆڕڵ": "ku",
    "ۇۈڭ": "ug",
    "ৰৱ": "as",
}
# A letter weighs so much of a word; either counts the first so many times that it occurs.
_LETTER = 0.5
_LETTER_TIMES = 10
_WORD_TIMES = 4

# Where each script lies; that of one language, or one far more than all others, by its code.
_SCRIPTS = (
    (0x41, 0x24F, "Latin"),
    (0x370, 0x3FF, "el"),
    (0x400, 0x52F, "Cyrillic"),
    (0x531, 0x587, "hy"),
    (0x5D0, 0x5F2, "Hebrew"),
    (0x620, 0x6D3, "Arabic"),
    (0x780, 0x7BF, "dv"),
    (0x904, 0x97F, "Devanagari"),
    (0x980, 0x9FF, "Bengali"),
    (0xA00, 0xA7F, "pa"),
    (0xA80, 0xAFF, "gu"),
    (0xB00, 0xB7F, "or"),
    (0xB80, 0xBFF, "ta"),
    (0xC00, 0xC7F, "te"),
    (0xC80, 0xCFF, "kn"),
    (0xD00, 0xD7F, "ml"),
    (0xD80, 0xDFF, "si"),
    (0xE00, 0xE7F, "th"),
    (0xE80, 0xEFF, "lo"),
    (0xF00, 0xFFF, "bo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1200, 0x139F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x1F00, 0x1FFF, "el"),
    (0x3041, 0x30FA, "Kana"),
    (0x3400, 0x4DBF, "Han"),
    (0x4E00, 0x9FFF, "Han"),
    (0xAC00, 0xD7AF, "ko"),
    (0xFB50, 0xFEFC, "Arabic"),
    (0xFF66, 0xFF9D, "Kana"),
)

_OTHER = "other"

# A character of these says as much as so many letters of an alphabet.
_DENSITY = {"Han": 3, "Kana": 2, "ko": 2}
# A script is a text's own that has this share of its letters, and at least this many of them.
_DOMINANT = 0.6
_LETTERS_NEEDED = 30
# Japanese without kana does not exist, Chinese with a few does.
_KANA_SHARE = 0.05

# Runs of these for each character that is no blank. Prose has few of them; source code, markup and
# tables of figures are in no language.
_SYMBOLS = re.compile(r"[{}\[\]();=<>_\\|*+$#&^~`]+")
_SYMBOL_SHARE = 0.1

# Kaf and ya are typed in their Arabic or their Persian form, whatever the language.
_ONE_FORM = str.maketrans("كىي", "کیی")


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, None where that is unsure.

    Reads a bounded sample of a long text. None is also the answer where two languages are level,
    for a language that is not known, and where there is little prose at all.
    """
    sample = normalize("NFC", _sample(text)).lower()
    script = _script(sample)
    if script is None or script not in _FUNCTION_WORDS:
        return script
    characters = len(sample) - sum(map(sample.count, " \t\n"))
    if len(_SYMBOLS.findall(sample)) > _SYMBOL_SHARE * characters:
        return None
    return _by_words(sample, script)


def languages() -> frozenset[str]:
    """Return the codes of the languages whose function words are known."""
    return frozenset(code for of_script in _FUNCTION_WORDS.values() for code in of_script)


def function_words(language: str) -> frozenset[str]:
    """Return the most frequent function words of one of `languages`, in lower case."""
    found = (of_script.get(language, "") for of_script in _FUNCTION_WORDS.values())
    return frozenset(" ".join(found).split())


def _sample(text: str) -> str:
    if len(text) <= _SLICES * _SLICE:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return " ".join(text[at * step : at * step + _SLICE] for at in range(_SLICES))


def _script(sample: str) -> str | None:
    """Return the script that dominates, or the code of its language where it has but one."""
    if sample.isascii():
        return "Latin"
    beyond = len(sample) - len(sample.encode("ascii", "ignore"))
    if beyond * 10 < len(sample):
        return "Latin"
    characters: Counter[str] = Counter()
    for character, times in Counter(sample).items():
        characters[_script_of(character)] += times
    characters.pop("", None)
    kana, han = characters["Kana"], characters["Han"]
    letters = Counter({name: n * _DENSITY.get(name, 1) for name, n in characters.items()})
    if kana or han:
        name = "ja" if kana > _KANA_SHARE * (kana + han) else "zh"
        letters[name] = letters.pop("Kana", 0) + letters.pop("Han", 0)
    [(script, most)] = letters.most_common(1) or [("", 0)]
    enough = most >= _LETTERS_NEEDED or script in _FUNCTION_WORDS
    sure = enough and most >= _DOMINANT * letters.total() and script != _OTHER
    return script if sure else None


@cache
def _script_of(character: str) -> str:
    code = ord(character)
    if not character.isalpha():
        return ""
    return next((script for first, last, script in _SCRIPTS if first <= code <= last), _OTHER)


_Table = Mapping[str, tuple[str, ...]]

# A word or letter that was met: the languages that know it, and how often it counts.
_Sign = tuple[tuple[str, ...], float]


def _by_words(sample: str, script: str) -> str | None:
    known_by = _words_of(script)
    words = tokens.words(_plain(sample, script))
    found = Counter(filter(known_by.__contains__, words))
    hits = [(known_by[word], times) for word, times in found.items()]
    letters = _letter_signs(sample, _letters_of(script))
    best = _clear_winner(
        [(known, times if times < _WORD_TIMES else _WORD_TIMES) for known, times in hits] + letters
    )
    own = [times for known, times in hits if best in known]
    signs = len(own) + sum([best in known for known, _ in letters])
    needed = min(_FEWEST_WORDS + len(words) / _WORDS_A_SIGN, _ENOUGH_SIGNS)
    few = len(own) < _FEWEST_WORDS or signs < needed
    return None if few or sum(own) < _SPARSEST * len(words) else best


def _plain(text: str, script: str) -> str:
    """Part articles and pronouns from their word (l’homme, can't), and unify Arabic letters."""
    plain = text.replace("'", " ").replace("’", " ")
    return plain.translate(_ONE_FORM) if script == "Arabic" else plain


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _letter_signs(sample: str, letters: _Table) -> list[_Sign]:
    if sample.isascii():
        return []
    found = Counter(_BEYOND_ASCII.findall(sample))
    return [
        (letters[letter], _LETTER * min(times, _LETTER_TIMES))
        for letter, times in found.items()
        if letter in letters
    ]


def _clear_winner(signs: Iterable[_Sign]) -> str | None:
    """Return the language of most weight, None where it weighs little or a rival is near.

    What both know tells nothing between the two, so only what one of them knows is compared.
    """
    groups: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for known, times in signs:
        groups[known] += times
    weights: defaultdict[str, float] = defaultdict(float)
    for known, times in groups.items():
        weight = times / math.sqrt(len(known))
        for language in known:
            weights[language] += weight
    most, best = max(zip(weights.values(), weights, strict=True), default=(0.0, ""))
    if most < _LIGHTEST:
        return None
    shared: defaultdict[str, float] = defaultdict(float)
    others: defaultdict[str, float] = defaultdict(float)
    for known, times in groups.items():
        tally = shared if best in known else others
        for language in known:
            tally[language] += times
    for rival in weights:
        own = shared[best] - shared[rival]
        if rival != best and (own < _LEAST_LEAD or own < _CLEARLY * others[rival]):
            return None
    return best


@cache
def _words_of(script: str) -> _Table:
    """Return the function words of a script's languages, each with the languages that know it."""
    lists = _FUNCTION_WORDS[script].items()
    return _grouped((word, code) for code, text in lists for word in _plain(text, script).split())


@cache
def _letters_of(script: str) -> _Table:
    """Return the telling letters of a script's languages, each with the languages that write it."""
    pairs = ((letter, codes) for group, codes in _LETTERS.items() for letter in group)
    known = _FUNCTION_WORDS[script]
    return _grouped(
        (letter, code) for letter, codes in pairs for code in codes.split() if code in known
    )


def _grouped(pairs: Iterable[tuple[str, str]]) -> _Table:
    table: dict[str, tuple[str, ...]] = {}
    for key, language in dict.fromkeys(pairs):
        table[key] = (*table.get(key, ()), language)
    return table
