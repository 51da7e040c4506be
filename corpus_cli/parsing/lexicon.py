"""What web pages and mail programs print around people's words, in many languages.

Fixed phrases only: headings of comment threads, verbs of attribution, reply forms, buttons,
navigation. Rules that need context live with the parsers that use them. Lines are matched
stripped and casefolded; `matches` and `starts` take such a line. May import nothing of the package.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise


def _lines(block: str) -> tuple[str, ...]:
    return tuple(line.strip().casefold() for line in block.strip().split("\n") if line.strip())


# Nouns that stand with a number over a comment thread: WordPress, Blogger, Drupal, Disqus, TYPO3
# and phpBB in their languages.
_COMMENT_NOUNS = frozenset(
    """comment comments response responses reply replies thought thoughts reaction reactions review
    reviews answer answers opinion opinions kommentar kommentare kommentaren antwort antworten
    reaktion reaktionen gedanke gedanken meinung meinungen beitrag beiträge commentaire commentaires
    réponse réponses reponse reponses réaction réactions reaction réflexion réflexions avis
    comentario comentarios respuesta respuestas opinión opiniones pensamiento pensamientos commento
    commenti risposta risposte pensiero pensieri comentário comentários comentarios resposta
    respostas pensamento pensamentos ideia ideias reactie reacties commentaar antwoord antwoorden
    gedachte gedachten komentarz komentarze komentarzy odpowiedź odpowiedzi przemyślenie przemyślenia
    przemyśleń kommentarer svar tankar tanker kommentti kommenttia kommentit vastaus vastausta
    ajatus ajatusta komentář komentáře komentářů odpověď odpovědi odpovědí komentáre komentárov
    hozzászólás megjegyzés komentar komentara komentarjev komentari comentarii comentariu răspunsuri
    gânduri комментарий комментария комментариев комментарии отзыв отзыва отзывов отзывы ответ
    ответа ответов ответы коментар коментара коментари коментарі коментарів коментарии відповідь
    відповіді відповідей yorum yorumlar cevap yanıt düşünce σχόλια σχόλιο απαντήσεις σκέψεις
    tanggapan pemikiran تعليق تعليقات ردود رد نظر نظرات דעות תגובות תגובה コメント 件のコメント
    评论 条评论 則留言 条回复 条回應 個留言 댓글 ความเห็น ความคิดเห็น""".split()
)
# Nouns of two words, or written without blanks around them.
_COMMENT_PHRASES = _lines("""
    bình luận
    phản hồi
    개의 댓글
    件のコメント
    条评论
    条回复
    則留言
    個留言
""")
_LEADING = frozenset(
    "reader user leser your all latest neueste vos les los vostri i ihre aktuelle view show".split()
)
_PREPOSITIONS = frozenset(
    """on to for so zu auf für bei sur à pour en a su per op na do til på om в к на about über de da
    till sobre und and bisher von from""".split()
)
_DISCUSSIONS = _lines("""
    discussion
    diskussion
    débat
    comment section
    comments section
    join the discussion
    join the conversation
    what others say
    comments feed
    talkback
    обсуждение
    обсуждения
""")
_NUMBER_WORDS = frozenset(
    """one no un une uno una ein eine een één två два один jeden jedna bir two three four five six
    seven eight nine ten zwei drei deux trois dos tres due tre""".split()
)

_ORNAMENTS = " \u00a0|±»«›‹#*•·—–-+~▼▾"
_COUNT = re.compile(r"[(\[]?\d[\d.,\s]{0,8}[)\]]?\s*\+?\s*")
_TRAILING_COUNT = re.compile(r"\s*[:：]?\s*(?:[(\[]\s*\d[\d.,]*\s*[)\]]|\d[\d.,]{0,6})?\s*[:：]?$")
_WORD = re.compile(r"[^\W\d_]+")

# Lines that begin with any other word are no noun alone: most lines are told by it.
_ALONE_STARTS = frozenset(
    word.group()
    for each in (*_COMMENT_NOUNS, *_LEADING, *_DISCUSSIONS)
    if (word := _WORD.match(each)) is not None
)


def is_comment_heading(line: str) -> bool:
    """Whether a casefolded line stands over a thread: ``13 comments``, ``5 antworten zu “…”``."""
    if len(line) > 200:
        return False
    line = line.strip(_ORNAMENTS)
    if not line:
        return False
    if line[0].isdigit() or line[0] in "([":
        count = _COUNT.match(line)
        return count is not None and _begins_with_noun(line[count.end() :])
    word, _, rest = line.partition(" ")
    if word in _NUMBER_WORDS:
        return _begins_with_noun(rest.lstrip())
    return len(line) <= 40 and _is_noun_alone(line)


def _begins_with_noun(text: str) -> bool:
    """Whether ``comments``, ``comments on …`` or ``comments (…`` is left behind a number."""
    word = _WORD.match(text)
    phrase = None
    if text.startswith(_COMMENT_PHRASES):
        phrase = next(each for each in _COMMENT_PHRASES if text.startswith(each))
    if phrase is None and (word is None or word.group() not in _COMMENT_NOUNS):
        return False
    rest = text[len(phrase or word.group()) :].lstrip()  # type: ignore[union-attr]
    return not rest or rest[0] in ":：(（…“\"'«„»‹›-–—" or rest.split(None, 1)[0] in _PREPOSITIONS


def _is_noun_alone(line: str) -> bool:
    """Whether ``comments``, ``comments (12):`` or ``vos réactions`` is all of a line."""
    first = _WORD.match(line)
    if first is None or first.group() not in _ALONE_STARTS:
        return False
    bare = line[: _TRAILING_COUNT.search(line).start()]  # type: ignore[union-attr]
    words = bare.split()
    if len(words) == 2 and words[0] in _LEADING:
        del words[0]
    return (len(words) == 1 and words[0] in _COMMENT_NOUNS) or bare in _DISCUSSIONS


REPLY_FORMS = _lines("""
    leave a reply
    leave a comment
    leave a response
    leave your comment
    leave a message
    leave your thoughts
    post a comment
    post a reply
    post comment
    post your comment
    add a comment
    add new comment
    add your comment
    write a comment
    submit a comment
    speak your mind
    join the conversation
    have your say
    your email address will not be published
    your email is never published
    you must be logged in
    you must log in
    please log in to
    log in to comment
    log in or register to
    cancel reply
    comments are closed
    comments are now closed
    this post is closed
    commenting is closed
    comments on this entry are closed
    this site uses akismet
    notify me of
    schreibe einen kommentar
    schreiben sie einen kommentar
    schreib einen kommentar
    einen kommentar schreiben
    kommentar schreiben
    kommentar verfassen
    kommentar hinterlassen
    kommentar abgeben
    kommentieren
    jetzt kommentieren
    hinterlasse ein
    hinterlassen sie
    deinen kommentar
    dein kommentar
    ihr kommentar
    neuen kommentar
    neuer kommentar
    deine e-mail-adresse wird nicht
    ihre e-mail-adresse wird nicht
    deine email-adresse
    deine e-mail adresse
    trage deine daten
    kommentare sind geschlossen
    die kommentarfunktion ist
    diese website verwendet akismet
    laisser un commentaire
    laissez un commentaire
    laisser une réponse
    ajouter un commentaire
    poster un commentaire
    écrire un commentaire
    votre adresse e-mail ne sera
    votre adresse de messagerie ne sera
    qui êtes-vous
    les commentaires sont fermés
    deja una respuesta
    deja un comentario
    dejar un comentario
    dejar una respuesta
    deja tu comentario
    escribe un comentario
    añadir un comentario
    tu dirección de correo
    publicar un comentario
    cancelar respuesta
    lascia un commento
    lascia una risposta
    scrivi un commento
    aggiungi un commento
    il tuo indirizzo email
    deixe um comentário
    deixe uma resposta
    deixe o seu comentário
    deixar um comentário
    o seu endereço de e-mail
    postar um comentário
    geef een reactie
    geef een antwoord
    laat een reactie achter
    plaats een reactie
    reactie plaatsen
    een reactie plaatsen
    het e-mailadres wordt niet
    je e-mailadres
    jouw e-mailadres
    dodaj komentarz
    zostaw komentarz
    napisz komentarz
    twój adres e-mail
    twój adres email
    lämna ett svar
    lämna en kommentar
    skriv en kommentar
    kommentera
    din e-postadress
    skriv et svar
    skriv kommentar
    legg igjen en kommentar
    legg igjen et svar
    din e-postadresse
    din e-mailadresse
    vastaa
    jätä kommentti
    kirjoita kommentti
    sähköpostiosoitettasi
    napsat komentář
    přidat komentář
    vaše e-mailová adresa
    pridať komentár
    vélemény, hozzászólás
    szólj hozzá
    lasă un răspuns
    lasă un comentariu
    adresa ta de email
    komentiraj
    odgovori otkaži
    добавить комментарий
    оставить комментарий
    оставьте комментарий
    написать комментарий
    ваш адрес email
    ваш e-mail не будет
    залишити відповідь
    залишити коментар
    вашият имейл
    bir yanıt yazın
    bir cevap yazın
    yorum yapın
    yorum yaz
    e-posta hesabınız
    e-posta adresiniz
    αφήστε μια απάντηση
    αφήστε σχόλιο
    σχολιάστε
    để lại một bình luận
    trả lời
    tinggalkan balasan
    tulis komentar
    コメントを残す
    コメントを投稿
    メールアドレスが公開される
    发表评论
    发表回复
    發表迴響
    發佈留言
    您的邮箱地址
    댓글 남기기
    답글 남기기
    이메일은 공개되지
    اترك تعليق
    أضف تعليق
    اترك رد
    لن يتم نشر
    כתיבת תגובה
    האימייל לא יוצג
    دیدگاهتان را
    پاسخ دهید
    ใส่ความเห็น
""")

# Buttons of a comment. Lines are made of nothing else: ``reply | report``.
_ACTIONS = frozenset(
    _lines("""
    reply
    reply to this
    reply to this comment
    respond
    report
    report abuse
    report comment
    report spam
    flag
    flag as inappropriate
    like
    likes
    dislike
    share
    edit
    delete
    quote
    replydelete
    permalink
    permanent link
    link
    link to this
    link to this comment
    parent
    up
    down
    upvote
    downvote
    vote
    vote up
    vote down
    top
    log in to reply
    log in to post comments
    log in to comment
    log in or register to post comments
    log in or register to reply
    hide
    show
    collapse
    loading
    follow
    unfollow
    rate this
    view replies
    replies
    hide replies
    cancel reply
    click here to cancel reply
    submit
    save
    antwort
    antworten
    auf diesen kommentar antworten
    melden
    kommentar melden
    beitrag melden
    gefällt mir
    gefällt mir nicht mehr
    liken
    teilen
    zitieren
    zitat
    bearbeiten
    löschen
    nach oben
    link zum kommentar
    répondre
    répondre à ce message
    signaler
    signaler un abus
    signaler ce commentaire
    j'aime
    j’aime
    partager
    citer
    modifier
    responder
    contestar
    me gusta
    denunciar
    compartir
    citar
    editar
    reportar
    rispondi
    segnala
    mi piace
    condividi
    cita
    modifica
    curtir
    gostar
    partilhar
    compartilhar
    excluir
    beantwoorden
    antwoord
    antwoorden
    reageer
    reageren
    rapporteer
    vind ik leuk
    delen
    odpowiedz
    zgłoś
    lubię to
    cytuj
    odpovědět
    odpovedať
    válasz
    răspunde
    odgovori
    svara
    svar
    svare
    anmäl
    gilla
    besvar
    vastaa
    ilmoita asiaton
    tykkää
    ответить
    ответ
    цитировать
    пожаловаться
    поделиться
    відповісти
    отговор
    одговори
    cevapla
    yanıtla
    beğen
    şikayet et
    απάντηση
    trả lời
    balas
    返信
    返信する
    回复
    回覆
    回應
    举报
    赞
    답글
    신고
    رد
    הגב
    پاسخ
    ตอบกลับ
    your comment is awaiting moderation
    dein kommentar wartet auf moderation
    dein kommentar wartet auf freischaltung
    ihr kommentar wartet auf freischaltung
""")
)
_BETWEEN_ACTIONS = re.compile(r"[|·•/,:;»›«‹←→↓↑▲▼↩⇩()\[\].…]+")
_LONGEST_ACTION = max(len(action.split()) for action in _ACTIONS)


@cache
def _tally() -> re.Pattern[str]:
    """Counts of likes, votes and replies, and a comment's printed number."""
    return re.compile(
        r"[+#-]?\d+|(?:comment|kommentar|level|rate this) \#?\d+|\d+ rate this|%d bloggers? like this:?"
        r"|\d+ (?:likes?|votes?|points?|replies|reply|antworten|stimmen)|up \d+ down \d+"
        r"|liked by (?:you|\d[\d,.]* (?:person|people|others?))"
        r"|gefällt \d[\d.,]* (?:person(?:en)?|mal)|(?:a )?\d+ person\w* .{0,20}(?:likes?|aime(?:nt)?)"
    )


# Lines that begin with any other word are no actions: most lines are told by it alone.
_ACTION_STARTS = frozenset(
    word.group() for action in _ACTIONS if (word := _WORD.search(action)) is not None
) | frozenset(
    "comment kommentar level rate up liked gefällt a likes votes points stimmen d".split()
)


def is_action(line: str) -> bool:
    """Whether a casefolded line is only buttons of a comment: ``reply``, ``liked by 5 people``."""
    if len(line) > 60:
        return False
    first = _WORD.search(line)
    if first is not None and first.group() not in _ACTION_STARTS and not line[0].isdigit():
        return False
    if line in _ACTIONS:
        return True
    if any(map(str.isdigit, line)) and _tally().fullmatch(line):
        return True
    pieces = _BETWEEN_ACTIONS.split(line)
    return any(pieces) and all(_are_actions(piece.split()) for piece in pieces)


def _are_actions(words: list[str]) -> bool:
    """Whether words are nothing but actions and numbers, one after the other."""
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_ACTION, len(words) - at), 0, -1):
            if " ".join(words[at : at + length]) in _ACTIONS:
                at += length
                break
        else:
            if not words[at].isdigit():
                return False
            at += 1
    return True


# Verbs after the name of who wrote a comment: WordPress's translations of "says:", Blogger's
# "said...", bbPress's, Drupal's; mail programs' "wrote:".
_SAYS = r"""
    says? | said | wrote | writes | commented | replied | responded | posted | adds? | asks? | answers? | comments?
  | sagt | sagte | schreibt | schrieb | meint(?:e)? | kommentierte? | antwortete? | hat\ geschrieben | hat\ (?:kommentiert|gesagt)
  | (?:a\ )?dit | (?:a\ )?écrit | (?:a\ )?répondu | (?:a\ )?commenté | écrivait
  | dice | dijo | escribió | comentó | respondió | ha\ dicho | escribe
  | ha\ (?:detto|scritto|commentato|risposto) | scrive | scriveva | disse
  | diz | escreveu | comentou | respondeu
  | zegt | schreef | schrijft | zei | pisze | napisał(?:a|\(a\))? | mówi | powiedział(?:a)?
  | skriver | skrev | säger | sade | siger | sier | sa | kirjoitti | kirjoittaa | sanoo | sanoi
  | napsal(?:a|\(a\))? | píše | říká | povedal(?:a)? | napísal(?:a)? | szerint | írta | mondta | mondja | spune | a\ spus | a\ scris | scrie | zice
  | kaže | каже | napisao(?:\ je)? | piše | pravi
  | пишет | говорит | сказал(?:\(а\)|а)? | написал(?:\(а\)|а|\(-а\))? | комментирует | каже | коментує | казва | каза | написа
  | dedi\ ki | diyor(?:\ ki)? | yazdı | λέει(?:\ ο/η)? | έγραψε | είπε | viết | nói | berkata | menulis
  | より | のコメント | さん | 说道? | 說道? | 写道 | 님의\ (?:말|댓글) | 댓글 | يقول | قال | كتب | گفت | نوشت | הגיב | אומר | כתב
"""

_SAYS_BEFORE = r"""
    يقول | قال | كتب | λέει(?:\ ο/η)? | ο/η | submitted\ by | posted\ by | comment\ (?:by|from) | by | von | eingereicht\ von
  | geschrieben\ von | verfasst\ von | enviado\ por | publicado\ por | comentario\ de | commentaire\ de | soumis\ par | posté\ par
  | par | por | escrito\ por | inviato\ da | scritto\ da | commento\ (?:di|da) | da | door | reactie\ van | comment\ from
  | kommentar\ (?:von|av) | lähettänyt | přidal | автор:?
"""


@cache
def says() -> re.Pattern[str]:
    """``NAME says:``, ``NAME said, on``, ``NAME a dit :``; group 1 is the name, 2 what follows.

    To be matched against a line as it stands; the caller judges the name and what follows.
    """
    return re.compile(
        rf"(.{{1,80}}?)[\s,]*(?<![^\W_])(?:{_SAYS})(?![^\W_])[\s,]*(.{{0,70}}?)\s*(?:[:：]|\.\.\.|…)?",
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


@cache
def says_before() -> re.Pattern[str]:
    """``Submitted by NAME on DATE``, ``Posted by NAME``; group 1 is all behind the verb."""
    return re.compile(
        rf"(?:{_SAYS_BEFORE})\s*:?\s+(.{{1,110}}?)\s*:?", re.VERBOSE | re.IGNORECASE | re.DOTALL
    )


READ_MORE = _lines("""
    read more
    read the rest
    read the full
    read full
    read on
    continue reading
    keep reading
    click to read more
    see more
    more »
    weiterlesen
    weiter lesen
    mehr lesen
    mehr dazu
    lesen sie mehr
    lesen sie weiter
    lire la suite
    lire plus
    en savoir plus
    leer más
    seguir leyendo
    sigue leyendo
    leggi tutto
    leggi di più
    continua a leggere
    leia mais
    ler mais
    continue lendo
    continuar a ler
    lees meer
    lees verder
    czytaj dalej
    czytaj więcej
    więcej »
    läs mer
    läs hela
    les mer
    læs mere
    lue lisää
    jatka lukemista
    číst dále
    tovább olvasom
    citește mai mult
    читать далее
    читать дальше
    читати далі
    devamını oku
    διαβάστε περισσότερα
    続きを読む
    もっと見る
    阅读更多
    阅读全文
    더 보기
    اقرأ المزيد
    קרא עוד
    đọc thêm
    baca selengkapnya
""")

# Lines that pages print around any text: whole lines, without the punctuation at their ends.
FURNITURE = frozenset(
    _lines("""
    menu
    home
    homepage
    search
    login
    log in
    sign in
    sign up
    register
    subscribe
    newsletter
    contact
    contact us
    about
    about us
    share
    share this
    share this post
    share this article
    share this story
    share on
    print
    email
    e-mail
    tweet
    facebook
    twitter
    whatsapp
    pinterest
    linkedin
    instagram
    rss
    advertisement
    advertisements
    advertising
    advertorial
    sponsored
    ad
    remove
    settings
    archived
    close
    next
    previous
    next post
    previous post
    back
    back to top
    top
    loading
    embed
    more videos
    related
    related posts
    related articles
    you may also like
    you might also like
    recommended
    trending
    most read
    popular
    latest
    learn
    news
    blog
    blogs
    all blogs
    category
    categories
    tags
    navigation
    quick navigation
    get started
    table of contents
    contents
    cookies
    privacy policy
    terms of use
    all rights reserved
    download
    downloads
    photo
    photos
    image
    images
    gallery
    video
    videos
    shutterstock
    getty images
    menü
    suche
    suchen
    startseite
    anmelden
    registrieren
    abonnieren
    kontakt
    impressum
    datenschutz
    teilen
    drucken
    anzeige
    werbung
    reklame
    artikel
    presse
    pressemitteilung
    pressemitteilungen
    aktuelles
    meldung
    schließen
    weiter
    zurück
    nach oben
    mehr
    auch interessant
    das könnte dich auch interessieren
    das könnte sie auch interessieren
    ähnliche artikel
    ähnliche beiträge
    verwandte artikel
    kategorie
    kategorien
    schlagworte
    schlagwörter
    navigation und service
    inhaltsverzeichnis
    inhalt
    sie sind hier
    springe direkt zu
    leseprobe
    bildergalerie
    foto
    fotos
    bild
    ein partner von
    datum
    ort
    details
    accueil
    recherche
    rechercher
    connexion
    s'abonner
    partager
    imprimer
    publicité
    fermer
    suivant
    précédent
    à lire aussi
    lire aussi
    actualités
    sommaire
    inicio
    buscar
    noticias
    compartir
    imprimir
    publicidad
    anuncio
    cerrar
    siguiente
    anterior
    relacionado
    relacionados
    te puede interesar
    detalles
    cerca
    accedi
    condividi
    stampa
    pubblicità
    chiudi
    notizie
    notícias
    pesquisar
    partilhar
    compartilhar
    publicidade
    zoeken
    inloggen
    delen
    advertentie
    nieuws
    reklama
    szukaj
    zaloguj
    udostępnij
    historia
    sök
    logga in
    dela
    annons
    nyheter
    søg
    søk
    del
    annonce
    annonse
    haku
    kirjaudu
    jaa
    mainos
    kotimaa
    uutiset
    hledat
    přihlásit
    reklama
    главная
    поиск
    войти
    поделиться
    реклама
    новости
    ara
    paylaş
    reklam
    haberler
    検索
    ホーム
    首页
    搜索
    广告
    검색
    بحث
    الرئيسية
""")
)

FURNITURE_STARTS = _lines("""
    skip to
    skip navigation
    subscribe to
    welcome to
    estimated reading time
    reading time
    time to read
    last modified
    jump to
    press j to jump
    subscribe to our
    subscribe to the
    subscribe now
    subscribe for
    subscribe via
    sign up for
    sign up to
    sign up now
    follow us
    follow me on
    like us on
    join our
    join us on
    join now
    become a member
    become a subscriber
    support us
    donate now
    share this
    share on
    share with
    share via
    click to share
    click here to
    print this
    filed under
    posted in
    tagged with
    tagged under
    tags:
    categories:
    category:
    copyright ©
    copyright (c)
    ©
    all rights reserved
    embed <
    more videos
    we use cookies
    this site uses cookies
    this website uses cookies
    by using this site
    by continuing to
    cookie
    accept all cookies
    be the first to know
    get our
    get the latest
    enter your email
    missing out on
    your email address
    please enable javascript
    javascript is disabled
    enable javascript
    you are here
    you need to enable
    back to
    return to
    powered by
    advertisement
    related:
    related posts
    see also:
    view all
    view comments
    read our
    download our
    send an e-mail to
    send to kindle
    strict standards:
    deprecated:
    warning:
    notice:
    fatal error:
    zum inhalt
    zum hauptinhalt
    herzlich willkommen
    willkommen bei
    willkommen auf
    willkommen im
    lesezeit
    lesedauer
    leseprobe:
    bienvenue
    temps de lecture
    bienvenido
    bienvenidos
    tiempo de lectura
    benvenut
    tempo di lettura
    tempo de leitura
    leestijd
    czas czytania
    lästid
    lesetid
    læsetid
    время чтения
    okuma süresi
    zur navigation
    zur hauptnavigation
    direkt zum inhalt
    springe zu
    springe direkt
    drücken sie
    wir verwenden cookies
    diese website verwendet cookies
    diese webseite verwendet cookies
    diese seite verwendet cookies
    cookie-einstellungen
    melden sie sich
    melde dich
    jetzt anmelden
    jetzt abonnieren
    jetzt spenden
    newsletter
    abonnieren sie
    folgen sie uns
    folge uns
    folgt uns
    teilen auf
    teilen mit
    teile diesen
    beitrag teilen
    artikel teilen
    artikel drucken
    klicken sie hier
    klick, um
    hier klicken
    alle rechte vorbehalten
    sie sind hier
    sie sind nicht
    sie haben
    vielen dank für ihre
    loggen sie
    dieser beitrag wurde
    veröffentlicht in
    verschlagwortet
    schlagwörter:
    schlagworte:
    kategorien:
    kategorie:
    kauf auf rechnung
    kostenlose
    kostenlos bis
    aller au
    passer au
    nous utilisons des cookies
    ce site utilise
    abonnez-vous
    suivez-nous
    partager sur
    tous droits
    saltar al
    ir al contenido
    usamos cookies
    utilizamos cookies
    este sitio
    suscríbete
    síguenos
    compartir en
    todos los derechos
    buscar en
    vai al contenuto
    questo sito
    utilizziamo i cookie
    iscriviti
    seguici
    tutti i diritti
    ir para o
    pular para
    este site
    inscreva-se
    siga-nos
    todos os direitos
    ga naar
    deze website
    wij gebruiken cookies
    abonneer
    volg ons
    przejdź do
    ta strona
    używamy plików
    zapisz się
    hoppa till
    vi använder cookies
    gå til
    vi bruger cookies
    vi bruker
    siirry
    käytämme evästeitä
    přeskočit
    перейти к
    мы используем
    подписаться
    подпишитесь
    içeriğe
    コンテンツへ
    跳至
    본문
    تخطى إلى
""")

_COUNTER = re.compile(
    r"(?:and|und|et|y|e|en|i|och|og) \d+ (?:more|weitere|autres|más|altri|mais)"
    r"|(?:ca\.? ?)?\d+ ?(?:min|mins|minutes?|minuten|min\.) ?(?:read|lesezeit|de lecture|de lectura|di lettura|lesen)?"
)

_TRIM = " \t\u00a0:：.…!?»«›‹→←↓↑|•·-–—*>[](){}\"'“”"


def is_furniture(line: str) -> bool:
    """Whether a casefolded line is a page's own: navigation, buttons, appeals to subscribe."""
    bare = line.strip(_TRIM)
    return (
        bare in FURNITURE
        or line.startswith(FURNITURE_STARTS)
        or (len(bare) <= 30 and _COUNTER.fullmatch(bare) is not None)
    )


def is_reply_form(line: str) -> bool:
    """Whether a casefolded line begins the form below a thread, or says it is closed."""
    return line.startswith(REPLY_FORMS) and len(line) <= 200


# Words of lines that a page says of itself, or to its visitors. None is likely in a title.
_PAGE_WORDS = frozenset(
    """cookie cookies javascript browser login log-in logout subscribe subscriber subscribers signup
    newsletter registrieren anmelden abonnieren abo menu menü warenkorb login-bereich e-paper epaper
    e-edition passwort password wishlist cart checkout sitemap impressum datenschutz datenschutzerklärung
    abonnés abonné s'abonner connexion suscríbete abonnez-vous iscriviti registrati accedi inloggen
    zaloguj merkzettel widerruf versandkosten versandkostenfrei""".split()
)
_PAGE_PHRASES = (
    "sign in",
    "sign up",
    "log in",
    "contact us",
    "connect with us",
    "follow us",
    "choose language",
    "select language",
    "sprache wählen",
    "more in ",
    "more from ",
    "more on ",
    "alle artikel",
    "part of complete coverage",
    "mise à jour",
    "last update",
    "last updated",
    "zuletzt aktualisiert",
    "ansicht wechseln",
    "mobile version",
    "mobile ansicht",
    "click here",
    "hier klicken",
    "klicken sie",
    "loading",
    "wird geladen",
    "all rights reserved",
    "kostenlos registrieren",
    "free shipping",
    "bitte aktivieren",
    "please enable",
    "please activate",
    "published in",
    "posted in",
    "ähnliche artikel",
    "related articles",
    "read more",
    "weiterlesen",
)


def speaks_of_the_page(line: str) -> bool:
    """Whether a casefolded line seems to be about the page it stands on: weak evidence."""
    if not _PAGE_WORDS.isdisjoint(word.strip(_TRIM) for word in line.split()):
        return True
    return any(phrase in line for phrase in _PAGE_PHRASES)


def is_read_more(line: str) -> bool:
    """Whether a casefolded line is nothing but a link to the rest."""
    return len(line) <= 40 and line.startswith(READ_MORE)


# Lines over lists of links to other pages.
_LINK_LISTS = _lines("""
    related
    recent posts
    recent comments
    recent entries
    recent articles
    latest
    popular
    most popular
    most read
    most viewed
    trending
    top stories
    more from
    more in
    more stories
    more on
    more articles
    more news
    also on
    you may also like
    you might also like
    you might like
    see also
    further reading
    read also
    read next
    recommended
    editor's picks
    archives
    categories
    tags
    share this
    sources
    references
    notes
    footnotes
    ähnliche
    verwandte
    weitere artikel
    weitere beiträge
    weitere themen
    weitere meldungen
    mehr zum thema
    mehr zu
    mehr von
    neueste beiträge
    neueste kommentare
    letzte beiträge
    aktuelle beiträge
    auch interessant
    das könnte
    lesen sie auch
    meistgelesen
    beliebte
    quellen
    einzelnachweise
    articles similaires
    articles récents
    à lire aussi
    lire aussi
    sur le même sujet
    dans la même rubrique
    les plus lus
    entradas recientes
    entradas relacionadas
    artículos relacionados
    noticias relacionadas
    relacionado
    te puede interesar
    lo más
    articoli correlati
    articoli recenti
    leggi anche
    potrebbe interessarti
    artigos relacionados
    posts relacionados
    leia também
    veja também
    gerelateerd
    lees ook
    recente berichten
    powiązane
    zobacz też
    czytaj także
    relaterade
    läs också
    relaterte
    les også
    læs også
    lue myös
    похожие
    читайте также
    последние
    ilgili
    benzer
    関連記事
    相关文章
    관련 기사
    مقالات ذات صلة
    اقرأ أيضا
""")


def is_over_links(line: str) -> bool:
    """Whether a casefolded line stands over a list of links, not of comments."""
    return len(line) <= 60 and line.startswith(_LINK_LISTS)


# Words that people who answer others use and articles' lists do not: greetings, thanks, praise.
_TALK = frozenset(
    """
    thanks thx thankyou awesome lol imho imo haha hahaha hi hello hey dear congrats
    congratulations danke hallo lg toll toller tolles super merci bravo bonjour salut
    gracias saludos hola felicidades grazie complimenti ciao buongiorno obrigado obrigada
    parabéns olá bedankt leuk dzięki dziękuję tack hej takk kiitos moi díky děkuji děkuju
    köszönöm köszi mulțumesc спасибо привет здравствуйте дякую teşekkürler merhaba ευχαριστώ
    ευχαριστούμε ありがとう 谢谢 感謝 感谢 감사합니다 شكرا تحياتي תודה مرسی
    """.split()
)
_TALK_PAIRS = frozenset(
    tuple(pair.split())
    for pair in [
        "thank you",
        "great post",
        "great article",
        "great read",
        "great job",
        "great work",
        "great info",
        "great write",
        "great idea\n    ",
        "great tips",
        "great site",
        "great blog",
        "nice post",
        "nice article",
        "nice work",
        "nice one",
        "nice read",
        "good post",
        "good article\n    ",
        "good point",
        "good job",
        "good luck",
        "love this",
        "love your",
        "love it",
        "loved this",
        "loved it",
        "enjoyed this",
        "i agree",
        "i disagree\n    ",
        "well said",
        "your article",
        "your post",
        "your blog",
        "your comment",
        "your site",
        "your question",
        "your recipe",
        "this recipe\n    ",
        "vielen dank",
        "viele grüße",
        "liebe grüße",
        "guter artikel",
        "guter beitrag",
        "guter text",
        "toller artikel",
        "toller beitrag\n    ",
        "schöner artikel",
        "dein text",
        "deinen text",
        "dein artikel",
        "deinen artikel",
        "dein beitrag",
        "deinen beitrag",
        "dein blog\n    ",
        "terima kasih",
        "cảm ơn",
        "tak for",
        "dank je",
    ]
)


def is_conversation(text: str) -> bool:
    """Whether a text begins as people talk to each other; weak evidence of a comment."""
    head = text[:160].casefold()
    words = _WORD.findall(head)
    if not _TALK.isdisjoint(words) or head.startswith("@") or " @" in head:
        return True
    return not _TALK_PAIRS.isdisjoint(pairwise(words))


_UNDATED_SIGNS = (" ago", "vor ", "il y a", "hace ", " fa", "há ", "geleden")


def seems_undated(text: str) -> bool:
    """Whether `undated` is worth asking: most lines hold neither a clock nor such a word."""
    folded = text.casefold()
    return ":" in text or any(sign in folded for sign in _UNDATED_SIGNS)


@cache
def undated() -> re.Pattern[str]:
    """``NAME Jun 20th at 2:41 am``, ``NAME 3 years ago``: a time, but no date; group 1 is the name."""
    return re.compile(
        r"""(.{1,60}?) [\s,|·•(–—-]+ (?:
            (?:[A-Z][a-z]{2,8}\.?\ \d{1,2}(?:st|nd|rd|th)?,?\ (?:at\ )?\d{1,2}:\d\d(?:\ ?[ap]m)?)
          | (?:(?:about|over|almost)\ )? (?:\d+|an?|one) \ (?:second|minute|hour|day|week|month|year)s?\ ago
          | vor\ (?:über\ |etwa\ )?(?:\d+|einem|einer)\ (?:sekunde|minute|stunde|tag|woche|monat|jahr)\w{0,2}
          | il\ y\ a\ (?:\d+|un|une)\ (?:seconde|minute|heure|jour|semaine|moi|an|année)s?
          | hace\ (?:\d+|un|una)\ (?:segundo|minuto|hora|día|semana|mes|año)(?:e?s)?
          | (?:\d+|un)\ (?:minut|or|giorn|settiman|mes|ann)[oiaei]\ fa | há\ \d+\ (?:minuto|hora|dia|semana|mese|ano)s?
          | \d+\ (?:minuten|uur|dagen?|weken|week|maanden?|jaar)\ geleden
        ) [\s).:,|·•–—-]*""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def wrote() -> re.Pattern[str]:
    """``wrote:`` at the end of a line that attributes a quotation."""
    return re.compile(
        r"(?i)[\s,]*(?<!\w)(?:wrote|writes|said|schrieb|hat geschrieben|a écrit|écrivait|escribió|ha scritto|scriveva|escreveu|schreef"
        r"|napisał\(?a?\)?|skrev|kirjoitti|napsal\(?a?\)?|пишет|написал\(?а?\)?|пише|yazdı|írta|a scris|έγραψε|写道|のメール|wrote in message.*)[^:]{0,80}[:：…]+$"
    )


_CREDIT_STARTS = tuple(
    """photo picture image caption credit illustration above below pictured foto bild grafik symbol
    abbildung quelle crédit légende imagen ilustración immagine zdjęcie kuva фото © (c)""".split()
)
_CREDIT = re.compile(
    r"[\[(]*(?:(?:photos?|pictures?|images?|captions?|credits?|illustrations?|above|below|pictured"
    r"|fotos?|bild(?:er)?|bildquelle|grafik|symbol(?:bild|foto|grafik)|abbildung|quelle|crédits?"
    r"|légende|imagen|ilustración|immagine|zdjęcie|kuva|фото|foto’s)"
    r"(?:\s?(?:by|credit|courtesy|von|de|di|par|via|über))?\s?[:©/(]|©|\(c\)\s)"
)
_AGENCY = re.compile(
    r"/\s?(?:getty|afp|reuters|ap\b|dpa|shutterstock|istock|pixelio)|getty\s?images"
    r"|shutterstock\.com|stock\.adobe|domena publiczna"
)


def is_credit(line: str) -> bool:
    """Whether a casefolded line is a caption's or a picture credit's by its words."""
    if len(line) > 200:
        return False
    if line.lstrip("[(").startswith(_CREDIT_STARTS) and _CREDIT.match(line):
        return True
    return ("/" in line or "stock" in line or "getty" in line) and bool(_AGENCY.search(line))
