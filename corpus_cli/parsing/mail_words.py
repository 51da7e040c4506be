"""Words that mail programs put around what they quote, in the languages they come in.

Built when first used. May import nothing of the package.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

# --- lines that say who wrote what is quoted ------------------------------------------------------

_WROTE = r"""
    wrote | writes | said | scribbled | spake | typed
  | schrieb(?:en)? | schreibt | geschrieben | a\ écrit | écrivait | écrit | escribió | escribiste | ha\ escrito
  | ha\ scritto | scriveva | scrive | scritto | escreveu | schreef | schreven | geschreven | skrev | skriver | ritaði
  | napisał\(?a?\)? | pisze | napísal\(?a?\)? | napsal\(?a?\)? | píše | napisao(?:\ je)? | piše | je\ napisal\(?a?\)?
  | пишет | пише | писал\(?а?\)? | написал(?:\(а\)|а)? | написав(?:\(ла\))? | напиша | написа | напісаў
  | yazdı | írta | a\ scris | έγραψε | kirjoitti | kirjutas | rašė | rakstīja | va\ escriure | idatzi\ du
  | đã\ viết | menulis | 写道 | 寫道 | 作成 | 작성 | 쓰셨습니다 | のメール | さんは書きました | כתב(?:ה)? | كتب | نوشت
"""


# Their last words; a line without any has none of them.
WROTE = frozenset(
    """wrote writes said scribbled spake typed schrieb schrieben schreibt geschrieben écrit écrivait
    escribió escribiste escrito scritto scriveva scrive escreveu schreef schreven geschreven skrev
    skriver ritaði napisał napisała napisał(a pisze napísal napísala napsal napsala píše napisao je
    piše napisala пишет пише писал писала написал написала написав написал(а написав(ла напиша
    написа напісаў yazdı írta scris έγραψε kirjoitti kirjutas rašė rakstīja escriure du viết
    menulis のメール さんは書きました כתב כתבה كتب نوشت""".split()
)


@cache
def wrote() -> re.Pattern[str]:
    """Match the verb of a line that attributes a quotation."""
    return re.compile(
        rf"(?<![^\W_])(?:{_WROTE})(?![^\W_])|写道|寫道|작성", re.VERBOSE | re.IGNORECASE
    )


@cache
def quoting() -> re.Pattern[str]:
    """Match what stands before the name where that needs no verb."""
    return re.compile(
        r"(?i)(?:quoting|zitat von|citando(?: a)?|citando|citation de|citerar|citat fra|quoten|according to"
        r"|thus (?:spake|spoke|wrote)|also sprach|selon|цитирую|cytowanie|cytuję)\s+"
    )


# What stands between a date and a name, or before a name, and is of neither.
BETWEEN = frozenset(
    """on am le el il em op den dnia dne w dniu в at um uhr kl klo vid o à às a las alle ore the von
    heeft het volgende ha va a email odesílatel пользователь користувач użytkownik uživatel usuario utente
    от от: ο/η η ο στις στη de du da tarihinde gmt utc est edt cst cdt mst mdt pst pdt cet cest bst ist
    pm p.m a.m p. m. a. π.μ μ.μ ч г г. г., 于 在 により mail: from hat has dixit as message article
    news news: and und et y e mailto""".split()
)


# --- heads of messages that are quoted whole ------------------------------------------------------

_FIELDS: Mapping[str, str] = {
    "from": """from|von|de|da|van|från|fra|od|от|от кого|від|lähettäjä|feladó|kimden|gönderen|de la
    |expeditor|από|发件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|מאת|من|expéditeur|absender
    |remitente|mittente|afzender|saatja|nuo|no|från:|dari""",
    "date": """date|sent|datum|gesendet|envoyé|envoyé le|enviado|enviado el|enviada em|enviado em|fecha
    |data|inviato|verzonden|skickat|sendt|dato|wysłano|wysłane|odesláno|odoslané|отправлено|дата
    |дата отправки|надіслано|дата:|发送时间|发送日期|日期|時間|傳送日期|寄件日期|傳送時間|送信日時
    |日付|日時|보낸 날짜|날짜|gönderme tarihi|gönderildi|gönderilme|tarih|lähetetty|päiväys|päivämäärä
    |küldve|elküldve|dátum|trimis|στάλθηκε|ημερομηνία|תאריך|נשלח|send|posted|posted at""",
    "to": """to|an|à|para|a|aan|till|til|do|komu|кому|до|vastaanottaja|címzett|kime|kime:|alıcı|către|pre
    |προς|收件人|宛先|받는 사람|받는사람|אל|destinataire|destinatario|kepada|cc|bcc|kopie|kopia|копия
    |копія|抄送|副本|참조|bilgi|kopio|másolat|másolatot kap|copie|copie à|copia|kopi|kopi til""",
    "subject": """subject|betreff|objet|asunto|oggetto|assunto|onderwerp|ämne|emne|temat|předmět|predmet
    |тема|主题|主題|主旨|件名|제목|konu|aihe|tárgy|subiect|θέμα|נושא|الموضوع|sujet|tema|teema""",
    "other": """reply-to|reply to|antwort an|antworten an|répondre à|responder a|rispondi a|importance
    |wichtigkeit|priorität|priority|importancia|priorité|attachments|anlagen|pièces jointes|adjuntos
    |message-id|organization|organisation|newsgroups|newsgroup|followup-to|references|in-reply-to
    |mime-version|sender|user-agent|sensitivity|on behalf of|list-id|return-path|delivered-to
    |received|resent-from|resent-to|resent-date|envelope-to|content-type|importância|prioridade""",
}


@cache
def fields() -> Mapping[str, str]:
    """Map the names of fields, casefolded, to what they are: from, date, to, subject, other."""
    return {
        " ".join(name.split()).rstrip(":").casefold(): role
        for role, names in _FIELDS.items()
        for name in names.split("|")
    }


@cache
def of_sender() -> frozenset[str]:
    """Return the names of the field that says who wrote a message."""
    return frozenset(name for name, role in fields().items() if role == "from")


_SEPARATORS = r"""
    original[\ -]?(?:message|mail|e-?mail|nachricht|meldung|appointment|text) | original\ message\ follows
  | (?:begin|start\ of|beginning\ of)?\ ?forwarded\ (?:message|mail|e-?mail|letter) | forwarded\ (?:(?:message|mail)\ )?(?:by|from)\b.*
  | ursprüngliche\ (?:nachricht|e-?mail|mail) | (?:anfang\ der\ )?weitergeleitete\w?\ (?:nachricht|e-?mail|mail)
  | urspr(?:\.|uengliche)\ nachricht | message\ (?:d['’]origine|original|transféré|réexpédié|initial)
  | (?:début\ du|début\ de)\ (?:message|l['’]e-?mail)\ (?:réexpédié|transféré)
  | (?:inicio\ del\ )?mensaje\ (?:original|reenviado) | (?:início\ da\ )?mensagem\ (?:original|encaminhada|reencaminhada)
  | (?:inizio\ )?messaggio\ (?:originale|inoltrato) | (?:begin\ )?(?:doorgestuurd|oorspronkelijk|origineel)\ bericht
  | ursprungligt\ meddelande | vidarebefordrat\ (?:meddelande|brev) | (?:oprindelig|opprinnelig|videresendt)\ (?:meddelelse|melding|besked)
  | original\ meddelelse | (?:wiadomość\ oryginalna|oryginalna\ wiadomość|treść\ przekazanej\ wiadomości|wiadomość\ przekazana|przekazana\ wiadomość)
  | původní\ (?:zpráva|e-mail) | přeposlaná\ zpráva | pôvodná\ správa | preposlaná\ správa | izvorna\ poruka | originalna\ poruka
  | (?:исходное|пересылаемое|пересланное|оригинальное)\ (?:сообщение|письмо) | (?:вихідне|переслане|оригінальне)\ повідомлення
  | eredeti\ üzenet | továbbított\ (?:üzenet|levél) | (?:alkuperäinen|välitetty|edelleenlähetetty)\ viesti
  | (?:orijinal|özgün|yönlendirilmiş|iletilen)\ (?:mesaj|ileti|e-posta) | mesaj\ (?:original|redirecționat)
  | (?:αρχικό|προωθημένο)\ μήνυμα | 原始邮件 | 邮件原件 | 原邮件 | 转发邮件 | 转发的邮件 | 原始郵件 | 轉寄郵件 | 元のメッセージ | 転送メッセージ | 転送されたメッセージ
  | 원본\ 메[시세]지 | 전달된\ 메시지 | הודעה\ מקורית | الرسالة\ الأصلية
"""


@cache
def separator() -> re.Pattern[str]:
    """Match the words between dashes that stand before a message that is quoted whole."""
    return re.compile(rf"(?:{_SEPARATORS})", re.VERBOSE | re.IGNORECASE)


@cache
def ending() -> re.Pattern[str]:
    """Match the words between dashes that stand behind a message that is quoted whole."""
    return re.compile(
        r"(?i)(?:end|ende|fin|fine|fim|einde|slut|koniec|konec|конец|завершение)\b.{0,80}",
    )


# --- what is added at the end ---------------------------------------------------------------------

# How lines begin that list software adds.
FOOTERS = (
    "more information about the ",
    "mehr informationen über die ",
    "an html attachment was scrubbed",
    "a non-text attachment was scrubbed",
    "you received this message because you are subscribed",
    "you received this message because",
    "you are receiving this mail because",
    "you are receiving this because you",
    "vous recevez ce message, car vous êtes abonné",
    "sie erhalten diese nachricht, weil sie ",
    "has recibido este mensaje porque ",
    "send list submissions",
    "send submissions",
    "set your options",
    "unsubscribe:",
    "list archive:",
    "list archives:",
    "groups.io links:",
    "yahoo! groups links",
    "yahoo groups links",
    "more majordomo info at ",
)


# "To unsubscribe" begins sentences that people write; this is how programs go on.
@cache
def unsubscribe() -> re.Pattern[str]:
    """Match how a line goes on that says how to leave a list, casefolded."""
    return re.compile(
        r"to (?:un)?subscribe(?: or unsubscribe)?(?:[,:]| from (?:this|these|the [\w-]+)\b[^.]{0,60}?(?:list|group|digest|emails?|topic|news)"
        r"| send| via| e-?mail| \(?un| and| please| click|$| or change| go to| visit| at | here|: )|"
        r"to post to this group, send|for (?:more options|additional commands), (?:visit|e-?mail)|"
        r"pour (?:vous désabonner|vous désinscrire|se désinscrire|se désabonner)\b.{0,60}(?:liste|groupe|:|envoy)|"
        r"um sich (?:von der liste|aus der liste|abzumelden)|para (?:cancelar (?:la|a) suscripci|cancelar a inscri|anular la suscripci|darse de baja)|"
        r"per (?:annullare l['’]iscrizione|cancellarsi)\b|chcete-li zrušit odběr|чтобы отписаться|отписаться:|要取消订阅|退订"
    )


# What such lines, and those about secrecy, begin with.
SENT = frozenset(
    """sent send gesendet envoyé enviado inviato verzonden verstuurd skickat sendt wysłane odesláno
    отправлено lähetetty von diese get outlook télécharger iphoneから送信 发自我的 發自我的 從我的 내
    iphone'umdan iphone""".split()
)
SECRET = frozenset(
    """this the important legal confidentiality confidential privacy email e-mail disclaimer
    privileged privileged/confidential diese ce este esta questo le dit de if notice""".split()
)


@cache
def sent_from() -> re.Pattern[str]:
    """Match what a telephone adds, casefolded."""
    return re.compile(
        r"(?:sent|send|gesendet|envoyé|enviado|inviato|verzonden|verstuurd|skickat|sendt|wysłane|odesláno|отправлено|lähetetty)"
        r" (?:from|via|using|with|by|von|mit|depuis|de|à partir de|desde|do|da|dal|met|van|vanaf|från|fra|z|ze|с|iz)"
        r" (?:my |meinem |mijn |mon |ma |mi |meu |mio |min |mojego |моего )?.{2,60}"
        r"|von meine[mr] .{2,40} (?:gesendet|geschickt|aus gesendet)|diese nachricht wurde von meinem .{2,60} gesendet\.?"
        r"|get outlook for (?:ios|android).{0,40}|outlook für (?:ios|android) beziehen.{0,40}|télécharger outlook pour .{2,40}"
        r"|iphoneから送信|发自我的\s?.{2,30}|從我的 .{2,20} 傳送|내 iphone에서 보냄|iphone'umdan gönderildi"
    )


@cache
def devices() -> re.Pattern[str]:
    """Match the name of a thing that mail is sent from."""
    return re.compile(
        r"phone|iphone|ipad|ipod|mobile|mobil|handy|blackberry|android|samsung|galaxy|nokia|htc|motorola|xperia|huawei|windows|outlook"
        r"|(?:yahoo|proton|hot|fast|zoho|g|web)[ .-]?(?:mail|de)\b|mail (?:for|für|pour|para|per|voor|til|för) windows|tablet|device|treo|palm|smartphone|téléphone|nexus|pixel|telefon|teléfono|celular|wireless|ios|nine"
    )


@cache
def disclaimers() -> re.Pattern[str]:
    """Match how what firms add about secrecy begins, casefolded."""
    return re.compile(
        r"[*\s_(-]*(?:(?:important|legal|confidentiality|privacy|e-?mail)[\s:–-]*)*(?:"
        r"(?:this|the information (?:contained )?in this) (?:e-?mail|message|communication|transmission|electronic)[^.]{0,120}"
        r"(?:confidential|intended (?:only|solely|for)|privileged)"
        r"|the (?:information|contents?)[^.]{0,80}(?:this|attached)[^.]{0,60}(?:confidential|intended (?:only|solely|for)|privileged)"
        r"|(?:confidentiality|disclaimer|legal) (?:notice|note|disclaimer)\b"
        r"|privileged[ /]confidential|confidentiality (?:notice|note)"
        r"|diese (?:e-?mail|nachricht)[^.]{0,120}(?:vertraulich|rechtlich geschützt)"
        r"|ce (?:message|courriel|mail|courrier)[^.]{0,120}confidenti"
        r"|este (?:mensaje|correo|e-?mail)[^.]{0,140}confidencial|esta mensagem[^.]{0,120}confidencia"
        r"|(?:questo messaggio|le informazioni contenute)[^.]{0,140}(?:riservat|confidenzial)"
        r"|(?:dit bericht|de informatie)[^.]{0,120}(?:vertrouwelijk|bestemd voor)"
        r"|if you are not the intended recipient\b)"
    )
