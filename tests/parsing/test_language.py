"""Languages are told from a dozen words of prose on, and nothing is claimed where it is unsure."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus_cli.parsing.language import detect

PARAGRAPHS = {
    "en": (
        "The bridge was closed for most of the summer, and people had to walk around the harbour.",
        "We asked the council what it would cost to repair the roof, but they have not answered "
        "us. Some of the families who live there say that they will move out before the winter "
        "comes.",
        "I don't think she knew about the letter until her brother showed it to her in the "
        "kitchen.",
    ),
    "de": (
        "Die Brücke war den ganzen Sommer gesperrt, und die Leute mussten um den Hafen herum "
        "gehen.",
        "Wir haben den Rat gefragt, was die Reparatur des Daches kosten würde, aber eine "
        "Antwort gab es nicht. Einige Familien sagen, dass sie noch vor dem Winter ausziehen "
        "wollen.",
        "Ich glaube nicht, dass sie von dem Brief wusste, bis ihr Bruder ihn ihr zeigte.",
        "GROSSE FREUDE BEI DEN SPIELERN: NACH DEM SIEG IST DER VEREIN WIEDER AUF PLATZ EINS.",
    ),
    "nl": (
        "De brug was de hele zomer dicht en de mensen moesten om de haven heen lopen.",
        "Wij hebben de gemeente gevraagd wat het zou kosten om het dak te herstellen, maar er "
        "is nog geen antwoord. Sommige gezinnen zeggen dat ze voor de winter willen vertrekken.",
        "Ik denk niet dat ze van de brief wist totdat haar broer hem in de keuken liet zien.",
    ),
    "af": (
        "Die brug was die hele somer gesluit en die mense moes om die hawe loop.",
        "Ons het die raad gevra wat dit sou kos om die dak te herstel, maar hulle het nog nie "
        "geantwoord nie. Van die gesinne sê dat hulle voor die winter wil trek.",
        "Ek dink nie sy het van die brief geweet voordat haar broer dit vir haar gewys het nie.",
    ),
    "fr": (
        "Le pont est resté fermé tout l’été et les gens devaient faire le tour du port à pied.",
        "Nous avons demandé à la mairie combien coûterait la réparation du toit, mais elle ne "
        "nous a pas répondu. Des familles disent qu'elles partiront avant l'hiver.",
        "Je ne crois pas qu’elle ait su pour la lettre avant que son frère ne la lui montre.",
    ),
    "es": (
        "El puente estuvo cerrado todo el verano y la gente tenía que rodear el puerto a pie.",
        "Preguntamos al ayuntamiento cuánto costaría arreglar el tejado, pero no nos han "
        "contestado. Algunas familias dicen que se irán antes de que llegue el invierno.",
        "No creo que ella supiera nada de la carta hasta que su hermano se la enseñó en la cocina.",
        "Los vecinos de la zona dicen que el ruido es cada vez más fuerte y que nadie les escucha.",
    ),
    "pt": (
        "A ponte esteve fechada durante todo o verão e as pessoas tinham de dar a volta ao porto.",
        "Perguntamos à câmara quanto custaria o conserto do telhado, mas ainda não nos "
        "responderam. Algumas famílias dizem que vão sair antes do inverno.",
        "Não acho que ela soubesse da carta até que o irmão a mostrou na cozinha.",
        "Os moradores da zona dizem que o barulho é cada vez mais forte e que ninguém os ouve.",
    ),
    "gl": (
        "A ponte estivo pechada todo o verán e a xente tiña que dar a volta ao porto a pé.",
        "Preguntámoslle ao concello canto custaría arranxar o tellado, pero aínda non nos "
        "contestaron. Algunhas familias din que van marchar antes de que chegue o inverno.",
        "Non creo que ela soubese nada da carta ata que o seu irmán lla ensinou na cociña.",
    ),
    "ca": (
        "El pont va estar tancat tot l’estiu i la gent havia de fer la volta al port a peu.",
        "Vam preguntar a l'ajuntament quant costaria arreglar la teulada, però encara no ens "
        "han respost. Algunes famílies diuen que marxaran abans que arribi l'hivern.",
        "No crec que ella sabés res de la carta fins que el seu germà la hi va ensenyar.",
    ),
    "it": (
        "Il ponte è rimasto chiuso per tutta l’estate e la gente doveva fare il giro del porto.",
        "Abbiamo chiesto al comune quanto costerebbe riparare il tetto, ma non ci hanno ancora "
        "risposto. Alcune famiglie dicono che se ne andranno prima dell'inverno.",
        "Non credo che lei sapesse della lettera finché suo fratello non gliela mostrò in cucina.",
    ),
    "ro": (
        "Podul a fost închis toată vara și oamenii trebuiau să ocolească portul pe jos.",
        "Am întrebat primăria cât ar costa repararea acoperișului, dar încă nu ne-au răspuns. "
        "Unele familii spun că vor pleca înainte de venirea iernii.",
        "Nu cred că ea știa despre scrisoare până când fratele ei nu i-a arătat-o în bucătărie.",
    ),
    "sv": (
        "Bron var stängd hela sommaren och folk fick gå runt hamnen.",
        "Vi frågade kommunen vad det skulle kosta att laga taket, men de har inte svarat än. "
        "Några av familjerna säger att de tänker flytta innan vintern kommer.",
        "Jag tror inte att hon visste något om brevet förrän hennes bror visade henne det.",
    ),
    "da": (
        "Broen var lukket hele sommeren, og folk måtte gå uden om havnen.",
        "Vi spurgte kommunen, hvad det ville koste at reparere taget, men de har ikke svaret os "
        "endnu. Nogle af familierne siger, at de flytter, før vinteren kommer.",
        "Jeg tror ikke, at hun vidste noget om brevet, før hendes bror viste hende det.",
        "Efter mødet blev der talt meget om, hvad man kunne gøre for de unge mennesker i byen.",
    ),
    "no": (
        "Broen var stengt hele sommeren, og folk måtte gå rundt havnen.",
        "Vi spurte kommunen hva det ville koste å reparere taket, men de har ikke svart oss "
        "ennå. Noen av familiene sier at de flytter før vinteren kommer.",
        "Jeg tror ikke at hun visste noe om brevet før broren hennes viste henne det.",
        "Etter møtet ble det snakket mye om hva man kunne gjøre for de unge menneskene i byen.",
    ),
    "is": (
        "Brúin var lokuð allt sumarið og fólk varð að ganga í kringum höfnina.",
        "Við spurðum bæinn hvað það myndi kosta að gera við þakið en þau hafa ekki svarað "
        "okkur. Sumar fjölskyldurnar segja að þær ætli að flytja áður en veturinn kemur.",
        "Ég held ekki að hún hafi vitað um bréfið fyrr en bróðir hennar sýndi henni það.",
    ),
    "fi": (
        "Silta oli kiinni koko kesän, ja ihmisten piti kiertää satama jalan.",
        "Kysyimme kunnalta, mitä katon korjaus maksaisi, mutta he eivät ole vielä vastanneet. "
        "Jotkut perheet sanovat, että he muuttavat pois ennen kuin talvi tulee.",
        "En usko, että hän tiesi kirjeestä mitään, ennen kuin veli näytti sen hänelle keittiössä.",
    ),
    "et": (
        "Sild oli terve suve kinni ja inimesed pidid ümber sadama käima.",
        "Me küsisime vallalt, mida katuse parandamine maksaks, aga nad ei ole veel vastanud. "
        "Mõned pered ütlevad, et nad kolivad ära enne, kui talv tuleb.",
        "Ma ei usu, et ta kirjast midagi teadis, kuni vend seda talle köögis näitas.",
    ),
    "hu": (
        "A híd egész nyáron zárva volt, és az embereknek meg kellett kerülniük a kikötőt.",
        "Megkérdeztük az önkormányzatot, hogy mennyibe kerülne a tető javítása, de még nem "
        "válaszoltak. Néhány család azt mondja, hogy elköltözik, mielőtt jön a tél.",
        "Nem hiszem, hogy tudott a levélről, amíg a bátyja meg nem mutatta neki a konyhában.",
    ),
    "pl": (
        "Most był zamknięty przez całe lato i ludzie musieli obchodzić port pieszo.",
        "Zapytaliśmy gminę, ile kosztowałaby naprawa dachu, ale jeszcze nam nie odpowiedzieli. "
        "Niektóre rodziny mówią, że wyprowadzą się, zanim przyjdzie zima.",
        "Nie sądzę, żeby wiedziała o tym liście, dopóki brat nie pokazał jej go w kuchni.",
    ),
    "cs": (
        "Most byl celé léto zavřený a lidé museli přístav obcházet pěšky.",
        "Zeptali jsme se obce, kolik by stála oprava střechy, ale ještě nám neodpověděli. "
        "Některé rodiny říkají, že se odstěhují, než přijde zima.",
        "Nemyslím si, že o tom dopise věděla, dokud jí ho bratr neukázal v kuchyni.",
        "Podle starosty je to jediná možnost, jak ve městě udržet školu, která tam stojí sto let.",
    ),
    "sk": (
        "Most bol celé leto zatvorený a ľudia museli prístav obchádzať pešo.",
        "Spýtali sme sa obce, koľko by stála oprava strechy, ale ešte nám neodpovedali. "
        "Niektoré rodiny hovoria, že sa odsťahujú, skôr ako príde zima.",
        "Nemyslím si, že o tom liste vedela, kým jej ho brat neukázal v kuchyni.",
        "Podľa starostu je to jediná možnosť, ako v meste udržať školu, ktorá tam stojí sto rokov.",
    ),
    "sl": (
        "Most je bil vse poletje zaprt in ljudje so morali hoditi okoli pristanišča.",
        "Občino smo vprašali, koliko bi stalo popravilo strehe, vendar nam še niso odgovorili. "
        "Nekatere družine pravijo, da se bodo odselile, preden pride zima.",
        "Ne verjamem, da je vedela za pismo, dokler ji ga ni brat pokazal v kuhinji.",
    ),
    "hr": (
        "Most je bio zatvoren cijelo ljeto i ljudi su morali hodati oko luke.",
        "Pitali smo općinu koliko bi koštao popravak krova, ali nam još nisu odgovorili. Neke "
        "obitelji kažu da će se iseliti prije nego što dođe zima.",
        "Ne vjerujem da je znala za pismo dok joj ga brat nije pokazao u kuhinji.",
    ),
    "lt": (
        "Tiltas visą vasarą buvo uždarytas, ir žmonės turėjo eiti aplink uostą.",
        "Mes paklausėme savivaldybės, kiek kainuotų stogo remontas, bet jie mums dar neatsakė. "
        "Kai kurios šeimos sako, kad išsikraustys, kol neatėjo žiema.",
        "Nemanau, kad ji žinojo apie laišką, kol brolis jai jo neparodė virtuvėje.",
    ),
    "lv": (
        "Tilts visu vasaru bija slēgts, un cilvēkiem bija jāiet apkārt ostai.",
        "Mēs jautājām pašvaldībai, cik maksātu jumta remonts, bet viņi mums vēl nav "
        "atbildējuši. Dažas ģimenes saka, ka pārcelsies, pirms pienāks ziema.",
        "Es nedomāju, ka viņa zināja par vēstuli, līdz brālis to viņai parādīja virtuvē.",
    ),
    "tr": (
        "Köprü bütün yaz kapalıydı ve insanlar limanın çevresinden yürümek zorunda kaldı.",
        "Belediyeye çatının onarımı için ne kadar para gerektiğini sorduk ama daha bir cevap "
        "yok. Bazı aileler kış gelmeden önce buradan gideceklerini söylüyor.",
        "Kardeşi ona mutfakta gösterene kadar bu mektup hakkında bir şey bildiğini sanmıyorum.",
    ),
    "vi": (
        "Cây cầu bị đóng suốt mùa hè và mọi người phải đi vòng quanh cảng.",
        "Chúng tôi đã hỏi chính quyền về chi phí sửa mái nhà, nhưng họ vẫn chưa trả lời. Một số "
        "gia đình nói rằng họ sẽ dọn đi trước khi mùa đông đến.",
        "Tôi không nghĩ rằng cô ấy biết về bức thư cho đến khi anh trai đưa cho cô xem.",
    ),
    "id": (
        "Jembatan itu ditutup sepanjang musim panas karena rusak, dan orang harus berjalan "
        "memutar.",
        "Kami bertanya kepada pemerintah kota berapa biaya perbaikan atap, tetapi mereka belum "
        "menjawab. Beberapa keluarga mengatakan bahwa mereka akan pindah karena tidak bisa "
        "menunggu.",
        "Saya tidak yakin dia tahu tentang surat itu sampai kakaknya bisa menunjukkannya di dapur.",
    ),
    "ms": (
        "Jambatan itu ditutup sepanjang musim kerana rosak, dan orang ramai boleh berjalan sahaja.",
        "Kami bertanya kepada kerajaan berapa kos membaiki bumbung, tetapi mereka belum "
        "menjawab. Beberapa keluarga berkata bahawa mereka mahu berpindah kerana tidak boleh "
        "menunggu lagi.",
    ),
    "tl": (
        "Isinara ang tulay sa buong tag-init at kailangan ng mga tao na lumakad sa paligid nito.",
        "Tinanong namin ang munisipyo kung magkano ang pagpapaayos ng bubong pero hindi pa sila "
        "sumasagot. May mga pamilya na nagsasabing lilipat sila bago dumating ang ulan.",
    ),
    "sq": (
        "Ura ishte e mbyllur gjatë gjithë verës dhe njerëzit duhej të ecnin rreth portit.",
        "Ne e pyetëm komunën sa do të kushtonte riparimi i çatisë, por ata nuk janë përgjigjur. "
        "Disa familje thonë se do të largohen para se të vijë dimri.",
    ),
    "eu": (
        "Zubia uda osoan itxita egon zen, eta jendeak portua inguratu behar izan zuen oinez.",
        "Udalari galdetu diogu zenbat balio duen teilatua konpontzeak, baina oraindik ez dute "
        "erantzun. Familia batzuek esan dute negua baino lehen joango direla.",
    ),
    "cy": (
        "Roedd y bont ar gau trwy'r haf ac roedd yn rhaid i bobl gerdded o amgylch y porthladd.",
        "Dydw i ddim yn meddwl ei bod hi yn gwybod am y llythyr cyn i'w brawd ei ddangos iddi.",
    ),
    "ga": (
        "Bhí an droichead dúnta ar feadh an tsamhraidh agus bhí ar na daoine siúl timpeall ar "
        "an gcuan, ach níl aon fhreagra ag an gcomhairle go fóill.",
    ),
    "eo": (
        "La ponto estis fermita dum la tuta somero, kaj la homoj devis iri ĉirkaŭ la haveno, "
        "sed neniu scias kial ĝi estas tiel.",
    ),
    "sw": (
        "Daraja lilifungwa kwa muda wa miezi mitatu na watu walilazimika kuzunguka bandari, "
        "lakini serikali haijasema ni kwa nini hiyo ilikuwa lazima.",
    ),
    "la": (
        "Pons per totam aestatem clausus erat, et homines circum portum ire debebant; sed nemo "
        "est qui dicat cur hoc factum sit aut quid ex ea re sequatur.",
    ),
    "ru": (
        "Мост был закрыт всё лето, и людям приходилось обходить порт пешком.",
        "Мы спросили администрацию, сколько будет стоить ремонт крыши, но нам ещё не ответили. "
        "Некоторые семьи говорят, что они уедут до того, как придёт зима.",
        "Я не думаю, что она знала о письме, пока брат не показал его ей на кухне.",
    ),
    "uk": (
        "Міст був закритий усе літо, і людям доводилося обходити порт пішки.",
        "Ми запитали громаду, скільки коштуватиме ремонт даху, але нам ще не відповіли. Деякі "
        "родини кажуть, що виїдуть до того, як прийде зима.",
        "Я не думаю, що вона знала про лист, поки брат не показав його їй на кухні.",
    ),
    "be": (
        "Мост быў зачынены ўсё лета, і людзям даводзілася абыходзіць порт пешшу.",
        "Мы спыталі ў мясцовых улад, колькі будзе каштаваць рамонт даху, але нам яшчэ не "
        "адказалі. Некаторыя сем'і кажуць, што з'едуць да таго, як прыйдзе зіма.",
    ),
    "bg": (
        "Мостът беше затворен през цялото лято и хората трябваше да обикалят пристанището пеша.",
        "Попитахме общината колко ще струва ремонтът на покрива, но още не са ни отговорили. "
        "Някои семейства казват, че ще се изнесат, преди да дойде зимата.",
        "Не мисля, че тя е знаела за писмото, докато брат ѝ не ѝ го показа в кухнята.",
    ),
    "mk": (
        "Мостот беше затворен цело лето и луѓето мораа да го заобиколуваат пристаништето пешки.",
        "Ја прашавме општината колку ќе чини поправката на покривот, но уште не ни одговорија. "
        "Некои семејства велат дека ќе се иселат пред да дојде зимата.",
    ),
    "sr": (
        "Мост је био затворен цело лето и људи су морали да иду око луке.",
        "Питали смо општину колико би коштала поправка крова, али нам још нису одговорили. Неке "
        "породице кажу да ће се иселити пре него што дође зима.",
    ),
    "kk": (
        "Көпір жаз бойы жабық болды, және адамдар айналып өтуге мәжбүр болды. Бұл туралы "
        "әкімдік әлі жауап берген жоқ, бірақ жөндеу керек деп айтады.",
    ),
    "mn": (
        "Гүүр зуны турш хаалттай байсан бөгөөд хүмүүс тойрч явах хэрэгтэй болсон юм. Энэ талаар "
        "засаг дарга хариу өгөөгүй байна гэж манай сурвалжлагч мэдээлэв.",
    ),
    "ar": (
        "كان الجسر مغلقا طوال الصيف، واضطر الناس إلى المشي حول الميناء.",
        "سألنا البلدية عن تكلفة إصلاح السقف، لكن لم يصلنا أي جواب حتى الآن. تقول بعض العائلات "
        "إنها سوف ترحل قبل أن يأتي الشتاء.",
        "لا أظن أنها كانت تعرف شيئا عن الرسالة حتى أراها أخوها إياها في المطبخ.",
    ),
    "fa": (
        "پل در تمام تابستان بسته بود و مردم باید پیاده دور بندر می‌رفتند.",
        "ما از شهرداری پرسیدیم که تعمیر سقف چقدر هزینه دارد، اما هنوز پاسخی به ما نداده‌اند. "
        "برخی از خانواده‌ها می‌گویند که پیش از زمستان از این خانه‌ها می‌روند.",
        "فکر نمی کنم که او تا وقتی برادرش نامه را به او نشان داد چیزی از آن می دانست.",
    ),
    "ur": (
        "پل پورے موسم گرما میں بند رہا اور لوگوں کو بندرگاہ کے گرد پیدل چلنا پڑا۔",
        "ہم نے بلدیہ سے پوچھا کہ چھت کی مرمت پر کتنا خرچ آئے گا لیکن انہوں نے ابھی تک جواب نہیں "
        "دیا۔ کچھ خاندان کہتے ہیں کہ وہ سردی سے پہلے چلے جائیں گے۔",
    ),
    "ps": (
        "پل ټول اوړی تړلی و او خلک باید د بندر شاوخوا ته تللي وای، خو ښاروالۍ لا تر اوسه په دې "
        "اړه ځواب نه دی ورکړی چې دا ولې شوي دي.",
    ),
    "ku": (
        "پردەکە بە درێژایی هاوین داخرابوو و خەڵک ناچار بوون بە پێ لە دەوری بەندەرەکە بڕۆن، "
        "بەڵام شارەوانی هێشتا وەڵامی ئەو پرسیارەی نەداوەتەوە کە بۆ ئەم کارە کرا.",
    ),
    "hi": (
        "पुल पूरी गर्मी बंद रहा और लोगों को बंदरगाह के चारों ओर पैदल चलना पड़ा।",
        "हमने नगरपालिका से पूछा कि छत की मरम्मत पर कितना खर्च आएगा, लेकिन उन्होंने अभी तक जवाब नहीं दिया है।",
    ),
    "mr": (
        "पूल संपूर्ण उन्हाळा बंद होता आणि लोकांना बंदराभोवती चालत जावे लागले असे त्यांनी सांगितले आहे.",
        "आम्ही नगरपालिकेला विचारले की छताच्या दुरुस्तीसाठी किती खर्च येईल, पण त्यांनी अजून उत्तर दिले "
        "नाही. काही कुटुंबे म्हणतात की ते हिवाळ्याच्या आधी निघून जाणार आहेत.",
    ),
    "ne": (
        "पुल गर्मीभरि बन्द थियो र मानिसहरू बन्दरगाहको वरिपरि हिँड्नु पर्‍यो, तर नगरपालिकाले अहिलेसम्म जवाफ "
        "दिएको छैन भने उनले भने कि यो सबै भएको हो।",
    ),
    "bn": (
        "সেতুটি সারা গ্রীষ্ম বন্ধ ছিল এবং মানুষকে বন্দরের চারপাশে হেঁটে যেতে হয়েছে, কিন্তু তারা এই বিষয়ে "
        "কিছু বলে নি।",
    ),
    "he": (
        "הגשר היה סגור כל הקיץ, והאנשים נאלצו ללכת ברגל סביב הנמל, אבל העירייה עדיין לא ענתה על "
        "השאלה.",
        "אני לא חושב שהיא ידעה על המכתב עד שאחיה הראה לה אותו במטבח.",
    ),
    "yi": (
        "די בריק איז געווען פֿאַרמאַכט דעם גאַנצן זומער, און די מענטשן האָבן געמוזט גיין צו פֿוס, נאָר "
        "די שטאָט האט ניט געענטפֿערט פֿאר וואָס דאָס איז אַזוי.",
    ),
    "el": (
        "Η γέφυρα ήταν κλειστή όλο το καλοκαίρι και ο κόσμος έπρεπε να περπατά γύρω από το λιμάνι.",
    ),
    "hy": ("Կամուրջը փակ էր ամբողջ ամառ, և մարդիկ ստիպված էին քայլել նավահանգստի շուրջը։",),
    "ka": ("ხიდი მთელი ზაფხული დაკეტილი იყო და ხალხს ნავსადგურის გარშემო სიარული უწევდა.",),
    "am": ("ድልድዩ በጋውን ሙሉ ተዘግቶ ነበር፤ ሰዎችም በወደቡ ዙሪያ በእግራቸው መሄድ ነበረባቸው።",),
    "th": ("สะพานปิดตลอดฤดูร้อน และผู้คนต้องเดินอ้อมท่าเรือ แต่เทศบาลยังไม่ได้ตอบคำถามของเรา",),
    "lo": ("ຂົວຖືກປິດຕະຫຼອດລະດູຮ້ອນ ແລະຜູ້ຄົນຕ້ອງຍ່າງອ້ອມທ່າເຮືອ",),
    "km": ("ស្ពានត្រូវបានបិទពេញមួយរដូវក្តៅ ហើយមនុស្សត្រូវដើរជុំវិញកំពង់ផែ",),
    "my": ("တံတားသည် နွေရာသီတစ်ခုလုံး ပိတ်ထားပြီး လူများသည် ဆိပ်ကမ်းကို ပတ်၍ လမ်းလျှောက်ခဲ့ရသည်။",),
    "ta": ("பாலம் கோடை முழுவதும் மூடப்பட்டிருந்தது, மக்கள் துறைமுகத்தைச் சுற்றி நடக்க வேண்டியிருந்தது.",),
    "te": ("వంతెన వేసవి అంతా మూసివేయబడింది, ప్రజలు ఓడరేవు చుట్టూ నడవాల్సి వచ్చింది.",),
    "gu": ("પુલ આખો ઉનાળો બંધ રહ્યો અને લોકોને બંદરની આસપાસ ચાલીને જવું પડ્યું.",),
    "zh": (
        "这座桥整个夏天都关闭，人们不得不绕着港口走路。我们问市政府修屋顶要多少钱，但他们还没有回答。",
        "敘利亞軍隊昨天進入了這座城市，許多家庭已經離開。",
        "这款 iPhone 的价格比去年的 Samsung Galaxy 高，但是很多人还是会买它。",
    ),
    "ja": (
        "橋は夏の間ずっと閉鎖されていて、人々は港の周りを歩かなければならなかった。",
        "屋根の修理にいくらかかるかを市に尋ねましたが、まだ返事がありません。",
    ),
    "ko": (
        "다리는 여름 내내 닫혀 있었고 사람들은 항구를 돌아서 걸어가야 했다.",
        "우리는 시청에 지붕을 고치는 데 얼마가 드는지 물었지만 아직 대답이 없다.",
    ),
}

CASES = [(code, text) for code, texts in PARAGRAPHS.items() for text in texts]


@pytest.mark.parametrize(("code", "text"), CASES, ids=[f"{c}-{t[:18]}" for c, t in CASES])
def test_prose_of_a_dozen_words_is_told(code: str, text: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_whole_document_is_told_too(code: str) -> None:
    document = "\n\n".join(PARAGRAPHS[code])
    assert detect(document) == detect(document + "\n") == code
    assert detect((document + "\n\n") * 40) == code
    assert detect("> " + document.replace("\n", "\n> ")) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t\n ",
        "....",
        "12.03.2019 14:35 1,204.50 99 % 3/4 2016 2017 2018",
        "https://example.org/a/the/of/and/in/to/is https://www.example.com/for/that/with/you",
        "jane@example.org john@example.org",
        "Bashar Assad",
        "Johann van der Berg",
        "José María de la Cruz",
        "Αλέξης Τσίπρας",
        "Владимир Путин",
        "東京",
        "بشار الأسد",
        "OK!!! :-) xD",
        "IMG_2034.JPG IMG_2035.JPG IMG_2036.JPG",
        "def f(x):\n    for i in range(10):\n        if x is not None and i in x:\n"
        "            return {i: x[i] for i in x}\n    return self._items[x](i) or (x, i)",
        "if (a == b) { return of[the].to(in); } else { for (i = 0; i < n; i++) { is(a) = b; } }",
        "<div class='a'><p>the</p><p>of</p><a href='#'>and</a></div><ul><li>to</li></ul>",
        "Alpha Beta Gamma Delta Epsilon Zeta Theta Kappa Lambda Sigma Omega Phoenix Orion Vega",
        "🙂🙂🙂 👍🏽 ❤️ 🎉🎉 #️⃣",
        "ⴰⵣⵓⵍ ⴼⵍⵍⴰⴽ ⵎⴰⵏⵣⴰⴽⵉⵏ ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⴰⵎⴰⵣⵉⵖⵜ",
    ],
)
def test_nothing_is_claimed_without_prose(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [("en", "de"), ("en", "fr"), ("ru", "en"), ("de", "it"), ("pl", "fr")],
)
def test_two_languages_level_are_unsure(first: str, second: str) -> None:
    assert detect(" ".join((PARAGRAPHS[first][1], PARAGRAPHS[second][1]))) is None


@pytest.mark.parametrize(
    "text",
    [
        # Haitian Creole, Hawaiian, Maori, Kinyarwanda
        "Pon an te fèmen tout ete a epi moun yo te oblije mache bò lanmè a pou yo rive lakay yo.",
        "Ua pani ʻia ke alahaka i ke kau wela a pau, a pono ka poʻe e hele wāwae a puni ke awa.",
        "I kati te piriti i te raumati katoa, ā, me hīkoi te iwi huri noa i te whanga.",
        "Ikiraro cyari gifunze mu mpeshyi yose kandi abantu bagombaga kuzenguruka icyambu.",
    ],
)
def test_languages_that_are_not_known_are_not_mistaken(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "ru", "pl"])
def test_a_word_of_another_language_changes_nothing(code: str) -> None:
    quoted = " ".join(PARAGRAPHS[code]) + " “The New York Times”, «Le Monde», „Die Zeit“, El País."
    assert detect(quoted) == code


def test_capitals_and_decomposed_letters_are_the_same_language() -> None:
    for code in ("fr", "vi", "cs", "ru", "el"):
        text = " ".join(PARAGRAPHS[code])
        assert detect(text.upper()) == code
        assert detect(normalize("NFD", text)) == code


def test_arabic_typed_with_persian_letters_is_arabic_still_and_the_reverse() -> None:
    swap = str.maketrans("يكیک", "یکيك")
    assert detect(PARAGRAPHS["ar"][1].translate(swap)) == "ar"
    assert detect(PARAGRAPHS["fa"][1].translate(swap)) == "fa"


def test_a_heading_in_another_language_is_outvoted_in_a_long_text() -> None:
    assert (
        detect("Read more about the news of the day\n\n" + "\n".join(PARAGRAPHS["fi"] * 5)) == "fi"
    )


@given(st.text() | st.text("abcdeäé деіў العی ที่ 漢かハ .,'\n"))
def test_any_text_gets_a_code_or_nothing(text: str) -> None:
    found = detect(text)
    assert found is None or (len(found) == 2 and found.isascii() and found.islower())


@given(st.text(" \n.-*>|0123456789{}();=", min_size=1), st.sampled_from(sorted(PARAGRAPHS)))
def test_text_without_letters_has_no_language(text: str, code: str) -> None:
    assert detect(text) is None
