"""The words that pages and mail print in and around dates, in some forty languages.

Tables only, each read once on first use: names of months, weekdays and time zones, and the words
that may stand beside a date on a line of its own. Keys are folded by `fold`, so that `Fév`,
`FEV` and `fév` are one. May import nothing of the package.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import combining, normalize

# A language a line, January first, its forms side by side. Three Croatian ones are missing, since
# they are written as other months in Polish: `date_grammar` tells them apart.
_MONTHS = """
en january jan|february feb febr|march mar|april apr|may|june jun|july jul|august aug
 |september sept sep|october oct|november nov|december dec
de januar jänner jaenner jän|februar feber|märz maerz mär mrz|april|mai|juni|juli|august
 |september|oktober okt|november|dezember dez
fr janvier janv|février fevrier févr fév|mars|avril avr|mai|juin|juillet juil juill|août
 |septembre|octobre|novembre|décembre déc
es enero ene|febrero|marzo|abril abr|mayo|junio|julio|agosto ago
 |septiembre setiembre set|octubre|noviembre|diciembre dic
it gennaio gen genn|febbraio febb|marzo|aprile|maggio mag magg|giugno giu|luglio lug|agosto
 |settembre sett|ottobre ott|novembre|dicembre
pt janeiro|fevereiro fev|março|abril|maio|junho|julho|agosto|setembro|outubro out|novembro
 |dezembro
nl januari|februari|maart mrt|april|mei|juni|juli|augustus|september|oktober|november|december
pl styczeń stycznia sty|luty lutego lut|marzec marca|kwiecień kwietnia kwi kwie|maj maja
 |czerwiec czerwca cze|lipiec lipca lip|sierpień sierpnia sie|wrzesień września wrz wrze
 |październik października paź paźdz|listopad listopada lis|grudzień grudnia gru
sv januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december
da januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december
no januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember des
fi tammikuu tammikuuta tammi|helmikuu helmikuuta helmi|maaliskuu maaliskuuta maalis
 |huhtikuu huhtikuuta huhti|toukokuu toukokuuta touko|kesäkuu kesäkuuta kesä
 |heinäkuu heinäkuuta heinä|elokuu elokuuta elo|syyskuu syyskuuta syys|lokakuu lokakuuta loka
 |marraskuu marraskuuta marras|joulukuu joulukuuta joulu
cs leden ledna|únor února úno|březen března bře|duben dubna dub|květen května kvě
 |červen června čvn|červenec července čvc|srpen srpna|září zář|říjen října říj
 |listopad listopadu|prosinec prosince
sk január januára|február februára|marec marca|apríl apríla|máj mája|jún júna|júl júla
 |august augusta|september septembra|október októbra|november novembra|december decembra
hr siječanj siječnja sij|veljača veljače velj|ožujak ožujka ožu|travanj travnja tra
 |svibanj svibnja svi|lipanj lipnja|srpanj srpnja|kolovoz kolovoza kol|rujan rujna ruj|
 |studeni studenoga studenog stu|prosinac prosinca
sr januar januara јануар јануара|februar februara фебруар фебруара|mart marta март марта
 |april aprila април априла|maj maja мај маја|jun juna јун јуна|jul jula јул јула
 |avgust avgusta август августа|septembar septembra септембар септембра
 |oktobar oktobra октобар октобра|novembar novembra новембар новембра
 |decembar decembra децембар децембра
sl januar januarja|februar februarja|marec marca|april aprila|maj maja|junij junija
 |julij julija|avgust avgusta avg|september septembra|oktober oktobra|november novembra
 |december decembra
ru январь января янв|февраль февраля фев февр|март марта мар|апрель апреля апр|май мая
 |июнь июня июн|июль июля июл|август августа авг|сентябрь сентября сен сент
 |октябрь октября окт|ноябрь ноября ноя нояб|декабрь декабря дек
uk січень січня січ|лютий лютого лют|березень березня бер берез|квітень квітня кві квіт
 |травень травня тра трав|червень червня чер черв|липень липня лип|серпень серпня сер серп
 |вересень вересня вер верес|жовтень жовтня жов жовт|листопад листопада лис лист
 |грудень грудня гру груд
be студзеня сту|лютага|сакавіка сак|красавіка кра|траўня мая|чэрвеня чэр|ліпеня ліп|жніўня жні
 |верасня|кастрычніка кас|лістапада ліс|снежня сне
bg януари яну|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември
mk јануари јан|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември
tr ocak oca|şubat şub|mart|nisan nis|mayıs|haziran haz|temmuz tem|ağustos ağu|eylül eyl
 |ekim eki|kasım kas|aralık ara
hu január|február|március márc|április ápr|május máj|június jún|július júl|augusztus
 |szeptember szept|október|november|december
ro ianuarie ian|februarie|martie|aprilie|mai|iunie iun|iulie iul|august|septembrie
 |octombrie|noiembrie noi|decembrie
el ιανουάριος ιανουαρίου ιαν|φεβρουάριος φεβρουαρίου φεβ|μάρτιος μαρτίου μαρ
 |απρίλιος απριλίου απρ|μάιος μαΐου μαι|ιούνιος ιουνίου ιουν|ιούλιος ιουλίου ιουλ
 |αύγουστος αυγούστου αυγ|σεπτέμβριος σεπτεμβρίου σεπ σεπτ|οκτώβριος οκτωβρίου οκτ
 |νοέμβριος νοεμβρίου νοε|δεκέμβριος δεκεμβρίου δεκ
ca gener|febrer|març|abril|maig|juny|juliol|agost ag|setembre|octubre|novembre|desembre
gl xaneiro xan|febreiro|marzo|abril|maio|xuño|xullo xul|agosto|setembro|outubro|novembro|decembro
et jaanuar jaan|veebruar veebr|märts|aprill|mai|juuni|juuli|august|september|oktoober
 |november|detsember dets
lv janvāris janvārī|februāris februārī|marts martā|aprīlis aprīlī|maijs maijā|jūnijs jūnijā
 |jūlijs jūlijā|augusts augustā|septembris septembrī|oktobris oktobrī|novembris novembrī
 |decembris decembrī
lt sausio|vasario|kovo|balandžio|gegužės|birželio|liepos|rugpjūčio|rugsėjo|spalio|lapkričio
 |gruodžio
is janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember
id januari|februari pebruari|maret|april|mei|juni|juli|agustus agu agt|september|oktober
 |november nopember|desember
ms januari|februari|mac|april|mei|jun|julai|ogos ogo|september|oktober|november|disember
he ינואר בינואר ינו בינו|פברואר בפברואר פבר בפבר|מרץ מרס במרץ במרס|אפריל באפריל אפר באפר|מאי במאי
 |יוני ביוני|יולי ביולי|אוגוסט באוגוסט אוג באוג|ספטמבר בספטמבר ספט בספט
 |אוקטובר באוקטובר אוק באוק|נובמבר בנובמבר נוב בנוב|דצמבר בדצמבר דצמ בדצמ
ar يناير|فبراير|مارس|أبريل إبريل|مايو|يونيو يونيه|يوليو يوليه|أغسطس|سبتمبر|أكتوبر|نوفمبر
 |ديسمبر
ar كانون_الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين_الأول|تشرين_الثاني
 |كانون_الأول
ar جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية يوليوز|أوت غشت|سبتمبر شتنبر|أكتوبر|نوفمبر نونبر
 |ديسمبر دجنبر
fa ژانویه ژانویهٔ|فوریه فوریهٔ|مارس|آوریل|مه|ژوئن|ژوئیه ژوئیهٔ ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر
hi जनवरी|फ़रवरी फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर
 |दिसंबर दिसम्बर
"""

# The same, Monday first.
_WEEKDAYS = """
en monday mon|tuesday tue tues|wednesday wed weds|thursday thu thur thurs|friday fri
 |saturday sat|sunday sun
de montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sonnabend sa|sonntag so
fr lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim
es lunes lun|martes mar|miércoles mié|jueves jue|viernes vie|sábado sáb|domingo dom
it lunedì lun|martedì mar|mercoledì mer|giovedì gio|venerdì ven|sabato sab|domenica dom
pt segunda-feira segunda seg|terça-feira terça ter|quarta-feira quarta qua|quinta-feira quinta qui
 |sexta-feira sexta sex|sábado sáb|domingo dom
nl maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo
pl poniedziałek pon pn|wtorek wt|środa śr|czwartek czw|piątek pt|sobota sob|niedziela niedz nd
sv måndag mån|tisdag tis|onsdag ons|torsdag tors|fredag fre|lördag lör|söndag sön
da mandag man|tirsdag tirs tir|onsdag|torsdag tor|fredag|lørdag lør|søndag søn
fi maanantai maanantaina ma|tiistai tiistaina ti|keskiviikko keskiviikkona ke|torstai torstaina to
 |perjantai perjantaina pe|lauantai lauantaina la|sunnuntai sunnuntaina su
cs pondělí po|úterý út|středa st|čtvrtek čt|pátek pá|sobota so|neděle ne
sk pondelok|utorok|streda|štvrtok|piatok|sobota|nedeľa
hr ponedjeljak pon|utorak uto|srijeda sri|četvrtak čet|petak pet|subota sub|nedjelja ned
sr ponedeljak понедељак|utorak уторак|sreda среда|četvrtak четвртак|petak петак|subota субота
 |nedelja недеља
sl ponedeljek|torek|sreda|četrtek|petek|sobota|nedelja
ru понедельник пн|вторник вт|среда среду ср|четверг чт|пятница пятницу пт|суббота субботу сб
 |воскресенье вс
uk понеділок пн|вівторок вт|середа середу ср|четвер чт|пʼятниця п'ятниця п’ятниця пт
 |субота суботу сб|неділя неділю нд
be панядзелак|аўторак|серада|чацвер|пятніца|субота|нядзеля
mk понеделник|вторник|среда|четврток|петок|сабота|недела
bg понеделник|вторник|сряда|четвъртък|петък|събота|неделя
tr pazartesi pzt|salı|çarşamba çar|perşembe per|cuma cum|cumartesi cmt|pazar paz
hu hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap
ro luni|marți marţi|miercuri|joi|vineri|sâmbătă|duminică
el δευτέρα δευ|τρίτη τρι|τετάρτη τετ|πέμπτη πεμ|παρασκευή παρ|σάββατο σαβ|κυριακή κυρ
ca dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge
et esmaspäev|teisipäev|kolmapäev|neljapäev|reede|laupäev|pühapäev
lv pirmdiena|otrdiena|trešdiena|ceturtdiena|piektdiena|sestdiena|svētdiena
is mánudagur|þriðjudagur|miðvikudagur|fimmtudagur|föstudagur|laugardagur|sunnudagur
nn måndag|tysdag|onsdag|torsdag|fredag|laurdag|sundag
gl luns|martes|mércores|xoves|venres|sábado|domingo
ms isnin|selasa|rabu|khamis|jumaat|sabtu|ahad
fa دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|جمعه|شنبه|یکشنبه
lt pirmadienis|antradienis|trečiadienis|ketvirtadienis|penktadienis|šeštadienis|sekmadienis
id senin|selasa|rabu|kamis|jumat|sabtu|minggu
ar الاثنين الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد
he שני|שלישי|רביעי|חמישי|שישי|שבת|ראשון
hi सोमवार|मंगलवार|बुधवार|गुरुवार|शुक्रवार|शनिवार|रविवार
zh 星期一 周一 週一 礼拜一|星期二 周二 週二 礼拜二|星期三 周三 週三 礼拜三|星期四 周四 週四 礼拜四
 |星期五 周五 週五 礼拜五|星期六 周六 週六 礼拜六|星期日 星期天 周日 週日 礼拜天
ja 月曜日 月曜 月|火曜日 火曜 火|水曜日 水曜 水|木曜日 木曜 木|金曜日 金曜 金|土曜日 土曜 土
 |日曜日 日曜 日
ko 월요일 월|화요일 화|수요일 수|목요일 목|금요일 금|토요일 토|일요일 일
"""

# Names that print which time it is, with their offset in minutes. Where a name has several
# meanings it is that of English-language mail; None where no meaning is the usual one, or where
# it depends on the season: such a name is read over, and the time has no zone.
_ZONES = """
UTC 0 GMT 0 UT 0 TU 0 Z 0 WET 0 WEST 60 BST 60
CET 60 CEST 120 MEZ 60 MESZ 120 MET 60 MEST 120 HNEC 60 HAEC 120
EET 120 EEST 180 OEZ 120 MSK 180 МСК 180 MSD 240 TRT 180 SAST 120 CAT 120 EAT 180 WAT 60
EST -300 EDT -240 CST -360 CDT -300 MST -420 MDT -360 PST -480 PDT -420
AKST -540 AKDT -480 HST -600 AST -240 ADT -180 NST -210 NDT -150
HNE -300 HAE -240 HNP -480 HAP -420
BRT -180 BRST -120 ART -180 CLT -240 CLST -180 PET -300 COT -300 VET -240 UYT -180 BOT -240
AEST 600 AEDT 660 ACST 570 ACDT 630 AWST 480 NZST 720 NZDT 780
JST 540 KST 540 HKT 480 SGT 480 PHT 480 MYT 480 WIB 420 WITA 480 WIT 540 ICT 420
PKT 300 NPT 345 UZT 300
IST ? SST ? GST ? AMT ? ECT ? BDT ? WST ? ET ? CT ? MT ? PT ? AET ? LT ? TSI ?
"""

# Beside a date that says when a text was published. Here and below, `@de` says the language of the
# words that follow; `@xx` those that say nothing about it.
_PUBLISHED = """
@en posted published publish submitted created written added uploaded issued released publication
@de veröffentlicht veröffentlichung veröffentlichungsdatum publiziert erstellt erstellungsdatum
 erschienen erscheinungsdatum eingestellt verfasst geschrieben gepostet erstveröffentlichung
 eingetragen
@fr publié publiée publication posté postée paru parue parution créé créée rédigé écrit ligne
 diffusé
@es publicado publicada publicación creado creada escrito escrita subido enviado
@it pubblicato pubblicata pubblicazione inserito inserita creato scritto postato
@pt publicado publicada publicação postado postada criado criada escrito
@nl gepubliceerd geplaatst publicatie publicatiedatum geschreven aangemaakt
@pl opublikowano opublikowany opublikowane opublikowana dodano dodany utworzono napisano
 publikacji publikacja utworzenia dodania
@sv publicerad publicerat publicerades skapad postat inlagd
@da publiceret udgivet offentliggjort oprettet skrevet
@no publisert lagt
@fi julkaistu luotu lisätty
@cs publikováno publikovaný zveřejněno vydáno vloženo přidáno napsáno @sk uverejnené publikované
 pridané
@hr objavljeno @sr објављено @sl objavljeno
@ru опубликовано опубликована опубликован размещено добавлено создано публикации публикация
@uk опубліковано розміщено додано публікації @bg публикувано публикувана @be апублікавана
@tr yayınlanma yayınlandı yayınlanan yayın eklenme yayımlanma yayımlandı
@hu közzétéve megjelent létrehozva publikálva @ro publicat publicată postat scris
@el δημοσιεύτηκε δημοσιεύθηκε δημοσίευση @ca publicat @et avaldatud @lv publicēts @lt paskelbta
@id diterbitkan dipublikasikan diposting ditulis @ms diterbitkan
@he פורסם @ar نشر النشر نشرت @fa انتشار
@zh 发布 发布时间 发布日期 发布于 發布 發佈 發佈時間 發布時間 發佈日期 發布日期 发表于 發表於
 发表时间 发表 發表 创建时间 張貼 刊登
@ja 公開 公開日 公開日時 投稿日 投稿日時 掲載日 掲載 発表 発表日 発行 発行日 作成日 登録日 配信
 投稿
@ko 입력 기사입력 등록 등록일 작성일 게시 게시일 승인
"""

# Beside a date that says when it was last changed.
_UPDATED = """
@en updated modified revised edited changed reviewed @xx update
@de aktualisiert aktualisierung geändert änderung überarbeitet bearbeitet änderungsdatum
@fr jour modifié modifiée modification actualisé actualisée
@es actualizado actualizada actualización modificado modificada modificación
@it aggiornato aggiornata aggiornamento modifica modificato modificata
@pt atualizado atualizada atualização modificado
@nl bijgewerkt aangepast gewijzigd
@pl aktualizacja zaktualizowano aktualizacji modyfikacja modyfikacji
@sv uppdaterad uppdaterat uppdaterades ändrad @da opdateret ændret @no oppdatert endret
@fi päivitetty muokattu
@cs aktualizováno upraveno @sk aktualizácia aktualizované @hr ažurirano @sl posodobljeno
@ru обновлено изменено обновление @uk оновлено @bg обновена
@tr güncelleme güncellenme güncellendi @hu frissítve módosítva @ro actualizat
@el ενημερώθηκε ενημέρωση @ca actualitzat @et uuendatud @id diperbarui @he עודכן @ar تحديث
 التحديث
@zh 更新 更新时间 更新日期 更新於 更新于 最后更新 最後更新 最后修改
@ja 更新日 更新日時 最終更新日 最終更新 @ko 수정 최종수정 업데이트
"""

# Other words that may stand on the line of a date: prepositions, labels, news agencies, buttons,
# and words for an author whose name was lost.
_AROUND = """
@xx blog news online pdf download feedback email mail link permalink newsletter share facebook
 twitter whatsapp linkedin pinterest tweet press est redaction dpa afp ap apa sid epd kna ots
 reuters sda ansa efe tass ria pap ntb tt ritzau stt belga anp lusa xinhua upi pti ani ians cna
 ddp dapd adnkronos
@en on at the of this was is it has been last first originally initially most recently by in from
 and as date time article post entry page story release statement dated item local filed under
 latest print reply quote edit subscribe follow save bookmark copy listen about staff editor
 admin anonymous edition
@de am vom den der die das um im in an zum zur von ein eine dieser diese dieses seite artikel
 beitrag text meldung pressemitteilung pressemeldung presseinformation nachricht nachrichten
 mitteilung bericht bekanntmachung stand datum uhr uhrzeit zuletzt letzte letztmals seit mit neu
 redaktion red autor drucken teilen merken antworten zitieren weiterleiten senden empfehlen
 vorlesen anhören nr ausgabe wurde ist eintrag blogeintrag presse
@fr le la du de des les en à l d et par mis mise date article billet cet cette ce page été a
 heure sur dernière dernier imprimer partager envoyer réagir répondre commenter communiqué presse
 actualité
@es el la los de del en a las por y fecha hora artículo nota noticia entrada esta este página ha
 sido fue última compartir imprimir enviar comentar responder redacción hs hrs
@it il lo la del della di da in alle ore e data ora articolo notizia questo questa pagina è stato
 stata ultima ultimo stampa condividi invia commenta rispondi redazione comunicato
@pt o a os as em de do da dos das por no na às data hora artigo matéria notícia esta este foi
 última compartilhar compartilhe imprimir enviar comentar responder redação partilhar
@nl op om het de van door en datum artikel bericht dit deze pagina laatst is nieuws delen printen
 reageren redactie
@pl w dnia dn o godz przez z i data artykuł wpis wiadomość ten ta strona ostatnia drukuj
 udostępnij redakcja r
@sv den kl av i på och senast datum artikel inlägg sidan är dela skriv ut
@da den kl af i på og dato artikel indlæg siden sidst del print skriv d
@no den kl av i på og dato artikkel innlegg siden sist del skriv ut
@fi klo kello päivämäärä artikkeli viimeksi jaa tulosta
@cs dne v ve od datum článek příspěvek stránka tisk sdílet @sk dňa článok @hr u dana datum @sl
 dne dana
@ru от в во г года дата время статья запись новость автор поделиться распечатать печать последнее
@uk о від у року р дата стаття @bg на от в дата г
@tr saat tarih tarihi tarihinde paylaş yazdır haber son @hu dátum @ro la data ora în pe @el στις
 ημερομηνία
@id pada tanggal jam
@ar في بتاريخ تاريخ الساعة يوم من على مقال آخر تم @he יום בתאריך ביום תאריך בשעה
@zh 于 來源 来源 作者 记者 编辑 分享 打印 日期 时间 時間 @ja 日付 作成者 印刷 @ko 기자 공유 날짜
"""

# Words that are counted on the line of a date: reading time, comments, views.
_COUNTED = """
@xx min mins tags
@en minute minutes read reading time comment comments reply replies response responses view views
 hit hits visits shares like likes vote votes estimated word words no
@de minute minuten lesezeit lesedauer lesen kommentar kommentare kommentieren aufrufe zugriffe
 gelesen ca etwa klicks
@fr minute minutes lecture temps de commentaire commentaires vues réaction réactions environ
@es minuto minutos lectura tiempo de comentario comentarios visitas vistas aprox
@it minuto minuti lettura tempo di commento commenti visualizzazioni
@pt minuto minutos leitura tempo de comentário comentários visualizações
@nl minuut minuten leestijd lezen reactie reacties weergaven
@pl minuta minuty minut czas czytania komentarz komentarze komentarzy odsłon
@sv minuter lästid kommentar kommentarer visningar @da minutter læsetid @no minutter lesetid
@fi lukuaika kommentti kommenttia @cs minut čtení komentář komentáře komentářů
@ru мин минут минута минуты чтение чтения комментарий комментария комментариев просмотров
 просмотры
@uk хв коментарів коментар @tr dk dakika okuma yorum görüntülenme süresi
@ar دقيقة دقائق قراءة تعليق تعليقات مشاهدة @zh 分钟 分鐘 阅读 閱讀 阅读量 浏览 浏览量 浏览次数
 点击 次 评论
@ja 分 件 コメント 約 で読めます @ko 분 조회 조회수 댓글 추천
"""

# Words before a colon behind which a source, a section or a name may follow.
_LABELS = """
@en source sources author authors category categories section topic topics filed in
@de quelle autor autorin kategorie kategorien rubrik thema themen ressort schlagworte
@fr auteur catégorie catégories rubrique @es fuente categoría categorías sección etiquetas
@it fonte autore categoria categorie sezione @pt fonte categoria seção @nl bron categorieën
 categorie
@pl źródło kategoria kategorie autor @sv källa kategori @da kilde @fi lähde @cs zdroj
@ru источник категория рубрика автор @uk джерело @tr kaynak @ar المصدر
@zh 来源 來源 作者 分类 分類 编辑 责任编辑 @ja カテゴリー @ko 출처
"""


WORD = re.compile(r"[^\W\d_]+")

# Dotless i, as Turkish capitals lose theirs; Arabic kashida; the Hebrew mark of abbreviation.
_FOLDED = str.maketrans("ı", "i", "ـ׳")


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return a word without case and accents: ``Févr`` and ``FEVR`` give ``fevr``."""
    word = word.casefold()
    if word.isascii():
        return word
    bare = "".join(c for c in normalize("NFKD", word) if not combining(c))
    return bare.translate(_FOLDED)


def folded(text: str) -> list[str]:
    """Return the words of a text, runs of letters, folded."""
    return [fold(word) for word in WORD.findall(text)]


def _rows(table: str) -> list[tuple[str, list[list[str]]]]:
    """Read a table of columns: a language and a list of names for each column, a line each."""
    rows = (row.split(" ", 1) for row in table.strip().replace("\n ", "").split("\n"))
    return [(name, [cell.split() for cell in rest.split("|")]) for name, rest in rows]


@cache
def months() -> dict[str, int]:
    """Return the month (1 to 12) by its folded names; a name of two words holds one blank."""
    return {
        fold(form.replace("_", " ")): number
        for _, columns in _rows(_MONTHS)
        for number, forms in enumerate(columns, 1)
        for form in forms
    }


@cache
def garbled_months() -> dict[str, int]:
    """Return the month by its name in pages that take UTF-8 for Latin-1, casefolded: ``mã¤rz``."""
    return {
        form.encode("utf-8").decode("cp1252", "ignore").casefold(): number
        for _, columns in _rows(_MONTHS)
        for number, forms in enumerate(columns, 1)
        for form in forms
        if any("À" <= c <= "ÿ" for c in form)
    }


@cache
def weekdays() -> dict[str, frozenset[int]]:
    """Return the days (Monday is 0) that a folded name can mean: ``so`` is two of them."""
    found: dict[str, frozenset[int]] = {}
    for _, columns in _rows(_WEEKDAYS):
        for number, forms in enumerate(columns):
            for form in forms:
                found[fold(form)] = found.get(fold(form), frozenset()) | {number}
    return found


@cache
def zones() -> dict[str, int | None]:
    """Return offsets from UTC in minutes by name; None where a name has no one meaning."""
    words = _ZONES.split()
    pairs = zip(words[::2], words[1::2], strict=True)
    return {name: None if offset == "?" else int(offset) for name, offset in pairs}


def _tagged(table: str) -> dict[str, set[str]]:
    """Read a table of words marked with their language: the languages of each folded word."""
    found: dict[str, set[str]] = {}
    language = "xx"
    for word in table.split():
        if word[0] == "@":
            language = word[1:]
        else:
            found.setdefault(fold(word), set()).add(language)
    return found


@cache
def published() -> frozenset[str]:
    """Return folded words that mark a date as that of publication."""
    return frozenset(_tagged(_PUBLISHED))


@cache
def updated() -> frozenset[str]:
    """Return folded words that mark a date as that of a change."""
    return frozenset(_tagged(_UPDATED))


@cache
def counted() -> frozenset[str]:
    """Return folded words that stand with a number which is no part of a date."""
    return frozenset(_tagged(_COUNTED))


@cache
def labels() -> frozenset[str]:
    """Return folded words that announce a source, a section or a name behind a colon."""
    return frozenset(_tagged(_LABELS))


@cache
def around() -> dict[str, frozenset[str]]:
    """Return the languages of every folded word that may stand on the line of a date."""
    found: dict[str, set[str]] = {}
    for table in (_PUBLISHED, _UPDATED, _AROUND, _COUNTED, _LABELS):
        for word, languages in _tagged(table).items():
            found.setdefault(word, set()).update(languages)
    return {word: frozenset(languages) for word, languages in found.items()}


@cache
def weekday_languages() -> dict[str, frozenset[str]]:
    """Return the languages of each folded name of a weekday."""
    found: dict[str, set[str]] = {}
    for language, columns in _rows(_WEEKDAYS):
        for form in (form for forms in columns for form in forms):
            found.setdefault(fold(form), set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}
