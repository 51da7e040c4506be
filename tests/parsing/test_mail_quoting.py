"""What mail quotes without ``>``, attributions in many languages, and what ends a message.

Each line of a case begins with what it is: ``p`` the writer's own words, a number a quotation of that
depth, ``b`` a line that says whose it is (``B`` by Jane Doe, ``BD`` on 19 February 2016), ``s`` a
signature, ``f`` a footer, ``?`` anything.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus_cli.model import Document, RawDocument
from corpus_cli.parsing import parse

# fmt: off
CASES = {
    "outlook en": """
p|Yes, that is fine with me.
p|Karl
p|
BD|-----Original Message-----
BD|From: Jane Doe [mailto:jane@example.org]
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|To: Karl Roe
BD|Subject: RE: the meeting
|
1|Can we meet on Monday?
|
1|Regards, Jane
""",
    "outlook de": """
p|Passt.
|
BD|-----Ursprüngliche Nachricht-----
BD|Von: Jane Doe [mailto:jane@example.org]
BD|Gesendet: Freitag, 19. Februar 2016 06:11
BD|An: Karl Roe
BD|Betreff: AW: Treffen
|
1|Geht Montag?
""",
    "outlook 2010 no separator": """
p|That works.
|
BD|From: Jane Doe <jane@example.org>
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|To: Karl Roe <karl@example.org>; Ann Poe <ann@example.org>
BD|Cc: List
BD|Subject: Re: the meeting
|
1|Can we meet on Monday?
1|It is urgent.
""",
    "outlook underscores": """
p|That works.
|
?|________________________________
BD|From: Jane Doe <jane@example.org>
BD|Sent: Friday, February 19, 2016 6:11:39 AM
BD|To: Karl Roe
BD|Subject: Re: the meeting
|
1|Can we meet on Monday?
""",
    "outlook nested": """
p|Good.
|
BD|-----Original Message-----
BD|From: Jane Doe
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|To: Karl Roe
BD|Subject: RE: the meeting
|
1|Monday then.
|
b|-----Original Message-----
b|From: Karl Roe
b|Sent: Thursday, February 18, 2016 6:11 AM
b|To: Jane Doe
b|Subject: the meeting
|
2|When can we meet?
""",
    "outlook fr": """
p|D'accord.
|
BD|De : Jane Doe <jane@example.org>
BD|Envoyé : vendredi 19 février 2016 06:11
BD|À : Karl Roe
BD|Objet : Re: la réunion
|
1|On se voit lundi ?
""",
    "outlook fr sep": """
p|D'accord.
|
BD|-----Message d'origine-----
BD|De : Jane Doe [mailto:jane@example.org]
BD|Envoyé : vendredi 19 février 2016 06:11
BD|À : Karl Roe
BD|Objet : Re: la réunion
|
1|On se voit lundi ?
""",
    "outlook es": """
p|De acuerdo.
|
BD|De: Jane Doe [mailto:jane@example.org]
BD|Enviado el: viernes, 19 de febrero de 2016 6:11
BD|Para: Karl Roe
BD|CC: Ann Poe
BD|Asunto: RE: la reunión
|
1|¿Nos vemos el lunes?
""",
    "outlook it": """
p|Va bene.
|
BD|-----Messaggio originale-----
BD|Da: Jane Doe [mailto:jane@example.org]
BD|Inviato: venerdì 19 febbraio 2016 06:11
BD|A: Karl Roe
BD|Oggetto: R: la riunione
|
1|Ci vediamo lunedì?
""",
    "outlook nl": """
p|Prima.
|
BD|-----Oorspronkelijk bericht-----
BD|Van: Jane Doe
BD|Verzonden: vrijdag 19 februari 2016 6:11
BD|Aan: Karl Roe
BD|Onderwerp: RE: de vergadering
|
1|Kan maandag?
""",
    "outlook pt": """
p|Ok.
|
BD|De: Jane Doe [mailto:jane@example.org]
BD|Enviada em: sexta-feira, 19 de fevereiro de 2016 06:11
BD|Para: Karl Roe
BD|Assunto: RES: a reunião
|
1|Segunda-feira?
""",
    "outlook sv": """
p|Bra.
|
BD|-----Ursprungligt meddelande-----
BD|Från: Jane Doe
BD|Skickat: den 19 februari 2016 06:11
BD|Till: Karl Roe
BD|Ämne: SV: mötet
|
1|Går måndag bra?
""",
    "outlook pl": """
p|Dobrze.
|
BD|From: Jane Doe
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|To: Karl
BD|Subject: spotkanie
|
1|Czy poniedziałek?
""",
    "outlook pl own": """
p|Dobrze.
|
BD|Od: Jane Doe <jane@example.org>
BD|Wysłano: piątek, 19 lutego 2016 06:11
BD|Do: Karl Roe
BD|Temat: Re: spotkanie
|
1|Czy poniedziałek?
""",
    "outlook ru": """
p|Хорошо.
|
BD|-----Исходное сообщение-----
BD|От: Jane Doe
BD|Отправлено: 19 февраля 2016 г. 6:11
BD|Кому: Karl Roe
BD|Тема: RE: встреча
|
1|Встретимся в понедельник?
""",
    "outlook zh": """
p|好的。
|
B|发件人: Jane Doe <jane@example.org>
B|发送时间: 2016年2月19日 6:11
B|收件人: Karl Roe
B|主题: 答复: 会议
|
1|星期一可以吗？
""",
    "gmail forwarded": """
p|FYI, see below.
|
BD|---------- Forwarded message ----------
BD|From: Jane Doe <jane@example.org>
BD|Date: Fri, Feb 19, 2016 at 6:11 AM
BD|Subject: the meeting
BD|To: Karl Roe <karl@example.org>
|
|
1|Can we meet on Monday?
""",
    "gmail forwarded new": """
p|FYI
|
BD|---------- Forwarded message ---------
BD|From: Jane Doe <jane@example.org>
BD|Date: Fri, Feb 19, 2016 at 6:11 AM
BD|Subject: the meeting
BD|To: <talk@lists.example.org>
|
1|Can we meet on Monday?
""",
    "apple forwarded": """
p|See this:
|
BD|Begin forwarded message:
|
BD|From: Jane Doe <jane@example.org>
BD|Subject: the meeting
BD|Date: February 19, 2016 at 6:11:39 AM GMT+1
BD|To: Karl Roe <karl@example.org>
|
1|Can we meet on Monday?
""",
    "apple forwarded quoted": """
p|See this:
|
b|Begin forwarded message:
|
b|> From: Jane Doe <jane@example.org>
b|> Subject: the meeting
b|> Date: February 19, 2016 at 6:11:39 AM GMT+1
b|> To: Karl Roe <karl@example.org>
|>
1|> Can we meet on Monday?
""",
    "thunderbird forwarded": """
p|Have a look.
|
BD|-------- Original Message --------
BD|Subject: the meeting
BD|Date: Fri, 19 Feb 2016 06:11:39 -0700
BD|From: Jane Doe <jane@example.org>
BD|To: karl@example.org
|
1|Can we meet on Monday?
""",
    "thunderbird forwarded de": """
p|Schau mal.
|
BD|-------- Weitergeleitete Nachricht --------
BD|Betreff: Treffen
BD|Datum: Fri, 19 Feb 2016 06:11:39 +0100
BD|Von: Jane Doe <jane@example.org>
BD|An: karl@example.org
|
1|Geht Montag?
""",
    "mutt forwarded": """
p|Here it is.
|
BD|----- Forwarded message from Jane Doe <jane@example.org> -----
|
BD|Date: Fri, 19 Feb 2016 06:11:39 -0700
BD|From: Jane Doe <jane@example.org>
BD|To: karl@example.org
BD|Subject: the meeting
|
1|Can we meet on Monday?
|
?|----- End forwarded message -----
|
p|I do not know what to say.
""",
    "outlook in quote": """
b|Ann Poe wrote:
1|> I do not think so.
|>
b|> -----Original Message-----
b|> From: Jane Doe
b|> Sent: Friday, February 19, 2016 6:11 AM
b|> To: Ann Poe
b|> Subject: the meeting
|>
2|> Can we meet on Monday?
|
p|I do think so.
""",
    "gmail bold outlook": """
p|Right.
|
BD|*From:* Jane Doe [mailto:jane@example.org]
BD|*Sent:* Friday, February 19, 2016 6:11 AM
BD|*To:* Karl Roe
BD|*Subject:* RE: the meeting
|
1|Can we meet on Monday?
""",
    "outlook wrapped recipients": """
p|Right.
|
BD|-----Original Message-----
BD|From: Jane Doe [mailto:jane@example.org]
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|To: Karl Roe; Ann Poe; Somebody Else; And One More; Yet Another Person;
BD|The Very Last
BD|Cc: talk@lists.example.org
BD|Subject: RE: the meeting that is to be held in the large hall on the second
BD|floor
|
1|Can we meet on Monday?
""",
    "sig then outlook": """
p|Right.
|
s|--
s|Karl Roe
s|Example Inc.
|
BD|-----Original Message-----
BD|From: Jane Doe
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|To: Karl Roe
BD|Subject: RE: the meeting
|
1|Can we meet on Monday?
""",
    "outlook and list footer": """
p|Right.
|
BD|-----Original Message-----
BD|From: Jane Doe
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|To: Karl Roe
BD|Subject: RE: the meeting
|
1|Can we meet on Monday?
|
f|_______________________________________________
f|Talk mailing list
f|Talk@lists.example.org
f|http://lists.example.org/mailman/listinfo/talk
""",
    "outlook with quoted inside": """
p|Right.
|
b|-----Original Message-----
b|From: Jane Doe
b|Sent: Friday, February 19, 2016 6:11 AM
b|To: Karl Roe
b|Subject: RE: the meeting
|
b|On 18 Feb 2016, Ann Poe wrote:
2|> When can we meet?
1|On Monday.
""",
    "outlook marked by gt": """
b|-----Original Message-----
b|From: Jane Doe
b|Sent: Friday, February 19, 2016 6:11 AM
b|To: Karl Roe
b|Subject: RE: the meeting
|
1|> Can we meet on Monday?
|
p|Yes we can.
""",
    "yahoo dashes": """
p|Sure thing
|
b|--- In talk@yahoogroups.com, Jane Doe <jane@...> wrote:
1|>
1|> Can we meet on Monday?
""",
    "yahoo unmarked": """
p|Sure thing.
|
BD|On Friday, February 19, 2016 6:11 AM, Jane Doe <jane@example.org> wrote:
|
1|Can we meet on Monday?
|
1|Jane
""",
    "hotmail date first": """
p|Sure thing.
|
?|> Date: Fri, 19 Feb 2016 06:11:39 -0700
?|> From: jane@example.org
?|> To: karl@example.org
?|> Subject: Re: the meeting
?|>
1|> Can we meet on Monday?
""",
    "not a head: fields of a form": """
p|The form has these fields:
|
p|Name: the name
p|From: where you come from
p|Notes: anything
|
p|Please fill it in.
""",
    "not a head: from to": """
p|The bus goes thus.
|
p|From: Oxford
p|To: Cambridge
|
p|I take it every day.
""",
    "not a quote: dashes": """
p|First part.
|
?|-----------------------------
p|Second part, which is about the original message of the gospel.
""",
    "not a quote: talk of it": """
p|The words "-----Original Message-----" stand in every mail.
p|From: is what begins it.
|
p|So much for that.
""",
    "attr 2 lines": """
p|Yes.
|
BD|On Fri, Feb 19, 2016 at 6:11 AM, Jane Doe
BD|<jane@example.org> wrote:
1|> Monday?
""",
    "attr 3 lines apple": """
BD|On Feb 19, 2016, at 6:11 AM, Jane Doe
BD|<talk@lists.example.org
BD|<mailto:talk@lists.example.org>> wrote:
1|> Monday?
p|Yes.
""",
    "attr wrapped in long lines": """
p|This is a long line of a program that does not wrap, which goes on and on and on until the end of the paragraph, however far that is.
p|Another long line of a program that does not wrap, which goes on and on and on until the end of the paragraph, however far that is.
|
BD|On Fri, Feb 19, 2016 at 6:11 AM Jane Doe <
BD|jane@example.org> wrote:
|
1|> Monday?
""",
    "de thunderbird": """
p|Yes.
|
BD|Am 19.02.2016 um 06:11 schrieb Jane Doe:
|
1|> Monday?
""",
    "de gmail": """
p|Yes.
|
BD|Am Fr., 19. Feb. 2016 um 06:11 Uhr schrieb Jane Doe <
BD|jane@example.org>:
|
1|> Monday?
""",
    "de apple": """
p|Yes.
|
BD|Am 19.02.2016 um 06:11 schrieb Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "de kmail": """
p|Yes.
|
BD|Am Freitag, 19. Februar 2016, 06:11:39 CET schrieb Jane Doe:
|
1|> Monday?
""",
    "fr thunderbird": """
p|Yes.
|
BD|Le 19/02/2016 06:11, Jane Doe a écrit :
|
1|> Monday?
""",
    "fr gmail": """
p|Yes.
|
BD|Le ven. 19 févr. 2016 à 06:11, Jane Doe <jane@example.org> a
BD|écrit :
|
1|> Monday?
""",
    "es gmail": """
p|Yes.
|
BD|El vie., 19 feb. 2016 a las 6:11, Jane Doe (<jane@example.org>) escribió:
|
1|> Monday?
""",
    "es thunderbird": """
p|Yes.
|
BD|El 19/02/16 a las 06:11, Jane Doe escribió:
|
1|> Monday?
""",
    "pt gmail": """
p|Yes.
|
BD|Em sex., 19 de fev. de 2016 às 06:11, Jane Doe <
BD|jane@example.org> escreveu:
|
1|> Monday?
""",
    "it gmail": """
p|Yes.
|
BD|Il giorno ven 19 feb 2016 alle ore 06:11 Jane Doe <
BD|jane@example.org> ha scritto:
|
1|> Monday?
""",
    "it thunderbird": """
p|Yes.
|
BD|Il 19/02/2016 06:11, Jane Doe ha scritto:
|
1|> Monday?
""",
    "nl thunderbird": """
p|Yes.
|
BD|Op 19-02-2016 om 06:11 schreef Jane Doe:
|
1|> Monday?
""",
    "nl gmail": """
p|Yes.
|
BD|Op vr 19 feb. 2016 om 06:11 schreef Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "nl apple": """
p|Yes.
|
BD|Op 19 feb. 2016, om 06:11 heeft Jane Doe <jane@example.org> het volgende geschreven:
|
1|> Monday?
""",
    "sv": """
p|Yes.
|
BD|Den 19 feb. 2016 kl. 06:11 skrev Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "pl gmail": """
p|Yes.
|
BD|pt., 19 lut 2016 o 06:11 Jane Doe <jane@example.org> napisał(a):
|
1|> Monday?
""",
    "pl thunderbird": """
p|Yes.
|
BD|W dniu 19.02.2016 o 06:11, Jane Doe pisze:
|
1|> Monday?
""",
    "ru thunderbird": """
p|Yes.
|
BD|19.02.2016 06:11, Jane Doe пишет:
|
1|> Monday?
""",
    "ru gmail old": """
p|Yes.
|
BD|19 февраля 2016 г., 6:11 пользователь Jane Doe <jane@example.org>
BD|написал:
|
1|> Monday?
""",
    "ru gmail": """
p|Yes.
|
BD|пт, 19 февр. 2016 г. в 06:11, Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "zh apple": """
p|Yes.
|
BD|在 2016年2月19日，06:11，Jane Doe <jane@example.org> 写道：
|
1|> Monday?
""",
    "zh gmail": """
p|Yes.
|
BD|Jane Doe <jane@example.org> 于2016年2月19日周五 06:11写道：
|
1|> Monday?
""",
    "ja gmail": """
p|Yes.
|
BD|2016年2月19日(金) 6:11 Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "ko gmail": """
p|Yes.
|
BD|2016년 2월 19일 (금) 06:11, Jane Doe <jane@example.org>님이 작성:
|
1|> Monday?
""",
    "tr gmail": """
p|Yes.
|
BD|Jane Doe <jane@example.org>, 19 Şub 2016 Cum, 06:11 tarihinde şunu yazdı:
|
1|> Monday?
""",
    "cs gmail": """
p|Yes.
|
BD|pá 19. 2. 2016 v 6:11 odesílatel Jane Doe <jane@example.org> napsal:
|
1|> Monday?
""",
    "hu gmail": """
p|Yes.
|
BD|Jane Doe <jane@example.org> ezt írta (időpont: 2016. febr. 19., P, 6:11):
|
1|> Monday?
""",
    "fi gmail": """
p|Yes.
|
BD|pe 19. helmikuuta 2016 klo 6.11 Jane Doe (jane@example.org) kirjoitti:
|
1|> Monday?
""",
    "da gmail": """
p|Yes.
|
BD|fre. 19. feb. 2016 kl. 06:11 skrev Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "gmail iso": """
p|Yes.
|
BD|2016-02-19 6:11 GMT+01:00 Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "mutt": """
p|Yes.
|
BD|* Jane Doe <jane@example.org> [2016-02-19 06:11]:
|
1|> Monday?
""",
    "mutt default": """
p|Yes.
|
BD|On Fri, Feb 19, 2016 at 06:11:39AM -0700, Jane Doe wrote:
|
1|> Monday?
""",
    "horde": """
p|Yes.
|
B|Quoting Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "horde de": """
p|Yes.
|
B|Zitat von Jane Doe <jane@example.org>:
|
1|> Monday?
""",
    "gnus": """
p|Yes.
|
B|Jane Doe <jane@example.org> writes:
|
1|> Monday?
""",
    "usenet": """
p|Yes.
|
B|In article <56C6F0AB.1234@example.org>,
B|Jane Doe <jane@example.org> wrote:
|
1|> Monday?
""",
    "mh": """
p|Yes.
|
B|In message <56C6F0AB.1234@example.org>, Jane Doe writes:
|
1|> Monday?
""",
    "supercite": """
B|>>>>> "JD" == Jane Doe <jane@example.org> writes:
|
1|> Monday?
""",
    "thus spake": """
p|Yes.
|
B|Thus spake Jane Doe (jane@example.org):
|
1|> Monday?
""",
    "according": """
p|Yes.
|
B|According to Jane Doe:
|
1|> Monday?
""",
    "list": """
p|Yes.
|
B|Jane Doe <talk@lists.example.org> wrote:
|
1|> Monday?
""",
    "pipes": """
BD|On Fri, 19 Feb 2016, Jane Doe wrote:
|
1|| Can we meet on Monday, or would you rather come on
1|| Tuesday, when it rains?
|
p|Yes.
|
1|| And what about Wednesday?
|
p|No.
""",
    "initials": """
B|Jane Doe wrote:
|
1|JD> Can we meet on Monday, or would you rather come on
1|JD> Tuesday, when it rains?
|
p|Yes.
|
2|JD>> And what about Wednesday?
|
p|No.
""",
    "braces": """
B|Jane Doe wrote:
1|} Can we meet on Monday, or would you rather come on
1|} Tuesday, when it rains?
|
p|Yes.
""",
    "colons": """
B|Jane Doe wrote:
1|: Can we meet on Monday, or would you rather come on
1|: Tuesday, when it rains?
|
p|Yes.
""",
    "no quote: table": """
p|Here is the table.
|
p|| a | b |
p|| 1 | 2 |
|
p|So much.
""",
    "indented": """
BD|On Fri, 19 Feb 2016 06:11:39 -0700, Jane Doe <jane@example.org> wrote:
|
1|    Can we meet on Monday, or would you rather come on
1|    Tuesday, when it rains?
|
p|Yes.
""",
    "google groups": """
p|Yes.
|
f|--
f|You received this message because you are subscribed to the Google Groups "talk" group.
f|To unsubscribe from this group and stop receiving emails from it, send an email to talk+unsubscribe@googlegroups.com.
f|To view this discussion on the web visit https://groups.google.com/d/msgid/talk/x.
f|For more options, visit https://groups.google.com/d/optout.
""",
    "google groups old": """
p|Yes.
|
f|--~--~---------~--~----~------------~-------~--~----~
f|You received this message because you are subscribed to the Google Groups "talk" group.
f|To post to this group, send email to talk@googlegroups.com
f|-~----------~----~----~----~------~----~------~--~---
""",
    "yahoo groups": """
p|Yes.
|
f|------------------------ Yahoo! Groups Sponsor --------------------~-->
f|Great stuff seeking new owners in Yahoo! Auctions!
f|--------------------------------------------------------------------~->
|
f|To unsubscribe from this group, send an email to:
f|talk-unsubscribe@yahoogroups.com
|
f|Your use of Yahoo! Groups is subject to http://docs.yahoo.com/info/terms/
""",
    "sourceforge": """
p|Yes.
|
f|------------------------------------------------------------------------------
f|Site24x7 APM Insight: Get Deep Visibility into Application Performance
f|APM + Mobile APM + RUM: Monitor 3 App instances at just $35/Month
f|http://pubads.g.doubleclick.net/gampad/clk?id=272487151&iu=/4140
f|_______________________________________________
f|Talk-users mailing list
f|Talk-users@lists.sourceforge.net
f|https://lists.sourceforge.net/lists/listinfo/talk-users
""",
    "debian": """
p|Yes.
|
f|--
f|To UNSUBSCRIBE, email to debian-devel-REQUEST@lists.debian.org
f|with a subject of "unsubscribe". Trouble? Contact listmaster@lists.debian.org
""",
    "majordomo": """
p|Yes.
|
f|-
f|To unsubscribe from this list: send the line "unsubscribe linux-kernel" in
f|the body of a message to majordomo@vger.kernel.org
f|More majordomo info at  http://vger.kernel.org/majordomo-info.html
f|Please read the FAQ at  http://www.tux.org/lkml/
""",
    "ezmlm": """
p|Yes.
|
f|---------------------------------------------------------------------
f|To unsubscribe, e-mail: dev-unsubscribe@httpd.apache.org
f|For additional commands, e-mail: dev-help@httpd.apache.org
""",
    "listserv": """
p|Yes.
|
f|########################################################################
|
f|To unsubscribe from the TALK list, click the following link:
f|https://listserv.example.org/cgi-bin/wa?SUBED1=TALK&A=1
""",
    "mailman 3": """
p|Yes.
|
f|_______________________________________________
f|Talk mailing list -- talk@lists.example.org
f|To unsubscribe send an email to talk-leave@lists.example.org
f|https://lists.example.org/mailman3/lists/talk.lists.example.org/
f|Message archived at https://lists.example.org/archives/x
""",
    "iphone": """
p|Yes.
|
s|Sent from my iPhone
""",
    "iphone de": """
p|Ja.
|
s|Von meinem iPhone gesendet
""",
    "iphone above quote": """
p|Yes.
|
s|Sent from my iPad
|
BD|On Feb 19, 2016, at 6:11 AM, Jane Doe <jane@example.org> wrote:
|
1|> Monday?
""",
    "disclaimer": """
p|Yes.
|
p|Karl
|
s|This e-mail and any attachments may contain confidential and privileged information. If you are not the intended
s|recipient, please notify the sender immediately by return e-mail, delete this e-mail and destroy any copies.
""",
    "disclaimer de": """
p|Ja.
|
s|Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. Wenn Sie nicht der
s|richtige Adressat sind, informieren Sie bitte sofort den Absender und vernichten Sie diese Mail.
""",
    "no footer: talk of it": """
p|To unsubscribe, you have to write to the owner, as I said to him before; it does not work otherwise.
|
p|I hope this helps.
""",
    "a long text behind dashes": """
p|The first part.
p|--
p|Paragraph 1 of the second part.
|
p|Paragraph 2 of the second part.
|
p|Paragraph 3 of the second part.
|
p|Paragraph 4 of the second part.
|
p|Paragraph 5 of the second part.
|
p|Paragraph 6 of the second part.
|
p|Paragraph 7 of the second part.
|
p|Paragraph 8 of the second part.
|
p|Paragraph 9 of the second part.
|
p|Paragraph 10 of the second part.
|
p|Paragraph 11 of the second part.
|
p|Paragraph 12 of the second part.
|
p|Paragraph 13 of the second part.
|
p|Paragraph 14 of the second part.
|
p|Paragraph 15 of the second part.
|
p|Paragraph 16 of the second part.
|
p|Paragraph 17 of the second part.
|
p|Paragraph 18 of the second part.
|
p|Paragraph 19 of the second part.
|
p|Paragraph 20 of the second part.
|
p|Paragraph 21 of the second part.
""",
    "a long signature": """
p|The first part.
s|--
s|Line 1 of it
s|Line 2 of it
s|Line 3 of it
s|Line 4 of it
s|Line 5 of it
s|Line 6 of it
s|Line 7 of it
s|Line 8 of it
s|Line 9 of it
s|Line 10 of it
s|Line 11 of it
s|Line 12 of it
""",
    "prose with a verb": """
p|We can make a function that writes the numbers up to a limit:
|
1|> numbers
""",
    "you": """
b|At 01:04 03/01/07 -0800, you wrote:
1|> Monday?
""",
    "attr Jane Doe wrote on 02/19/2016 06:11:39 AM:": """
p|Yes.
|
BD|Jane Doe wrote on 02/19/2016 06:11:39 AM:
1|> Monday?
""",
    "attr On 02/19/2016 06:11 AM, Jane Doe wrote:": """
p|Yes.
|
BD|On 02/19/2016 06:11 AM, Jane Doe wrote:
1|> Monday?
""",
    "attr On 2016-02-19, at 06:11, Jane Doe wrote:": """
p|Yes.
|
BD|On 2016-02-19, at 06:11, Jane Doe wrote:
1|> Monday?
""",
    "attr On Fri, 19 Feb 2016 06:11:39 -0700^Jane Doe": """
p|Yes.
|
BD|On Fri, 19 Feb 2016 06:11:39 -0700
BD|Jane Doe <jane@example.org> wrote:
1|> Monday?
""",
    "attr Jane Doe <jane@example.org> wrote on Fri, 19 Fe": """
p|Yes.
|
BD|Jane Doe <jane@example.org> wrote on Fri, 19 Feb 2016 06:11:39 +0100:
1|> Monday?
""",
    "attr Jane Doe schrieb am 19.02.2016 um 06:11:": """
p|Yes.
|
BD|Jane Doe schrieb am 19.02.2016 um 06:11:
1|> Monday?
""",
    "attr Jane Doe schreef op vr 19-02-2016 om 06:11 [+01": """
p|Yes.
|
BD|Jane Doe schreef op vr 19-02-2016 om 06:11 [+0100]:
1|> Monday?
""",
    "attr Am 19.02.2016 06:11, schrieb Jane Doe:": """
p|Yes.
|
BD|Am 19.02.2016 06:11, schrieb Jane Doe:
1|> Monday?
""",
    "attr Le vendredi 19 février 2016 à 06:11 +0100, Jane": """
p|Yes.
|
BD|Le vendredi 19 février 2016 à 06:11 +0100, Jane Doe a écrit :
1|> Monday?
""",
    "attr El vie, 19-02-2016 a las 06:11 +0100, Jane Doe": """
p|Yes.
|
BD|El vie, 19-02-2016 a las 06:11 +0100, Jane Doe escribió:
1|> Monday?
""",
    "attr Il giorno 19/feb/2016, alle ore 06:11, Jane Doe": """
p|Yes.
|
BD|Il giorno 19/feb/2016, alle ore 06:11, Jane Doe ha scritto:
1|> Monday?
""",
    "attr Jane Doe <jane@example.org> escribió:": """
p|Yes.
|
B|Jane Doe <jane@example.org> escribió:
1|> Monday?
""",
    "attr on 2/19/16 6:11 AM, Jane Doe at jane@example.or": """
p|Yes.
|
BD|on 2/19/16 6:11 AM, Jane Doe at jane@example.org wrote:
1|> Monday?
""",
    "attr --- Jane Doe <jane@example.org> wrote:": """
p|Yes.
|
B|--- Jane Doe <jane@example.org> wrote:
1|> Monday?
""",
    "attr At 06:11 AM 2/19/2016 -0700, Jane Doe wrote:": """
p|Yes.
|
BD|At 06:11 AM 2/19/2016 -0700, Jane Doe wrote:
1|> Monday?
""",
    "attr At 06:11 2016-02-19, Jane Doe wrote:": """
p|Yes.
|
BD|At 06:11 2016-02-19, Jane Doe wrote:
1|> Monday?
""",
    "attr Jane Doe [mailto:jane@example.org] wrote:": """
p|Yes.
|
B|Jane Doe [mailto:jane@example.org] wrote:
1|> Monday?
""",
    "attr * Jane Doe (jane@example.org) wrote:": """
p|Yes.
|
B|* Jane Doe (jane@example.org) wrote:
1|> Monday?
""",
    "attr * Jane Doe <jane@example.org> [160219 06:11]:": """
p|Yes.
|
B|* Jane Doe <jane@example.org> [160219 06:11]:
1|> Monday?
""",
    "attr Jane Doe <jane@example.org> skrev:": """
p|Yes.
|
B|Jane Doe <jane@example.org> skrev:
1|> Monday?
""",
    "attr Fri, 19 Feb 2016 06:11:39 +0300 от Jane Doe <ja": """
p|Yes.
|
BD|Fri, 19 Feb 2016 06:11:39 +0300 от Jane Doe <jane@example.org>:
1|> Monday?
""",
    "attr 19.02.2016, 06:11, 'Jane Doe' <jane@example.org": """
p|Yes.
|
BD|19.02.2016, 06:11, "Jane Doe" <jane@example.org>:
1|> Monday?
""",
    "attr p|Hi Karl,^|^On Feb 19, 2016 6:11 AM, 'Jane Doe": """
p|Yes.
|
p|Hi Karl,
|
BD|On Feb 19, 2016 6:11 AM, "Jane Doe" <jane@example.org> wrote:
1|> Monday?
""",
    "attr Em 19/02/2016 06:11, Jane Doe escreveu:": """
p|Yes.
|
BD|Em 19/02/2016 06:11, Jane Doe escreveu:
1|> Monday?
""",
    "attr Den 2016-02-19 kl. 06:11, skrev Jane Doe:": """
p|Yes.
|
BD|Den 2016-02-19 kl. 06:11, skrev Jane Doe:
1|> Monday?
""",
    "attr On Friday 19 February 2016 06:11:39 Jane Doe wr": """
p|Yes.
|
BD|On Friday 19 February 2016 06:11:39 Jane Doe wrote:
1|> Monday?
""",
    "attr On Fri, Feb 19, 2016 at 6:11 AM, Jane Doe <talk": """
p|Yes.
|
BD|On Fri, Feb 19, 2016 at 6:11 AM, Jane Doe <talk@example.org> wrote:
1|> Monday?
""",
    "netease": """
p|Yes.
|
BD|At 2016-02-19 06:11:39, "Jane Doe" <jane@example.org> wrote:
|
1|Monday?
""",
    "qq": """
p|Yes.
|
?|------------------ Original ------------------
BD|From:  "Jane Doe"<jane@example.org>;
BD|Date:  Fri, Feb 19, 2016 06:11 AM
BD|To:  "Karl Roe"<karl@example.org>;
BD|Subject:  Re: the meeting
|
1|Monday?
""",
    "qq zh": """
p|好。
|
?|------------------ 原始邮件 ------------------
B|发件人: "Jane Doe"<jane@example.org>;
B|发送时间: 2016年2月19日(星期五) 上午6:11
B|收件人: "Karl"<karl@example.org>;
B|主题: Re: 会议
|
1|星期一
""",
    "yahoo head": """
p|Yes.
|
?|________________________________
BD| From: Jane Doe <jane@example.org>
BD|To: Karl Roe <karl@example.org>; "talk@example.org" <talk@example.org>
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|Subject: Re: the meeting
|
1|Monday?
""",
    "oe": """
p|Yes.
|
BD|----- Original Message -----
BD|From: "Jane Doe" <jane@example.org>
BD|To: <talk@example.org>
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|Subject: Re: the meeting
|
|
1|Monday?
""",
    "oe marked": """
BD|----- Original Message -----
BD|From: "Jane Doe" <jane@example.org>
BD|To: <talk@example.org>
BD|Sent: Friday, February 19, 2016 6:11 AM
BD|Subject: Re: the meeting
|
|
1|> Monday?
|
p|Yes.
""",
    "groupwise": """
p|Yes.
|
BD|>>> Jane Doe <jane@example.org> 2/19/2016 6:11 AM >>>
1|Monday?
|
1|Jane
""",
    "web.de": """
p|Ja.
|
BD|Gesendet: Freitag, 19. Februar 2016 um 06:11 Uhr
BD|Von: "Jane Doe" <jane@example.org>
BD|An: karl@example.org
BD|Betreff: Re: Treffen
|
1|Montag?
""",
    "proton": """
p|Yes.
|
?|‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐
BD|On Friday, February 19, 2016 6:11 AM, Jane Doe <jane@example.org> wrote:
|
1|> Monday?
""",
    "proton new": """
p|Yes.
|
s|Sent with Proton Mail secure email.
|
?|------- Original Message -------
BD|On Friday, February 19th, 2016 at 6:11 AM, Jane Doe <jane@example.org> wrote:
|
|
1|> Monday?
""",
    "sig Sent from Yahoo Mail on Android": """
p|Yes.
|
s|Sent from Yahoo Mail on Android
""",
    "sig Envoyé de mon iPhone": """
p|Yes.
|
s|Envoyé de mon iPhone
""",
    "sig Inviato da iPhone": """
p|Yes.
|
s|Inviato da iPhone
""",
    "sig Enviado desde mi iPhone": """
p|Yes.
|
s|Enviado desde mi iPhone
""",
    "sig Sent from my Samsung Galaxy smartphone.": """
p|Yes.
|
s|Sent from my Samsung Galaxy smartphone.
""",
    "sig Gesendet von Mail für Windows 10": """
p|Yes.
|
s|Gesendet von Mail für Windows 10
""",
    "sig Get Outlook for iOS": """
p|Yes.
|
s|Get Outlook for iOS
""",
    "sig Sent via BlackBerry from T-Mobile": """
p|Yes.
|
s|Sent via BlackBerry from T-Mobile
""",
    "sig Verzonden vanaf mijn iPad": """
p|Yes.
|
s|Verzonden vanaf mijn iPad
""",
    "sig Sent from my Verizon Wireless BlackBerry": """
p|Yes.
|
s|Sent from my Verizon Wireless BlackBerry
""",
    "sig Von meinem Samsung Galaxy Smartphone gesendet.": """
p|Yes.
|
s|Von meinem Samsung Galaxy Smartphone gesendet.
""",
    "sig Отправлено с iPhone": """
p|Yes.
|
s|Отправлено с iPhone
""",
    "sig 发自我的 iPhone": """
p|Yes.
|
s|发自我的 iPhone
""",
    "nosig Sent from the committee by mail to all members of the church": """
p|Yes.
|
p|Sent from the committee by mail to all members of the church
""",
    "nosig Sent to you by mail": """
p|Yes.
|
p|Sent to you by mail
""",
    "nosig The information in this book is meant for all who read it.": """
p|Yes.
|
p|The information in this book is meant for all who read it.
""",
    "groups.io": """
p|Yes.
|
f|-=-=-=-=-=-=-=-=-=-=-=-
f|Groups.io Links: You receive all messages sent to this group.
f|View/Reply Online (#123): https://groups.io/g/talk/message/123
f|Unsubscribe: https://groups.io/g/talk/unsub
f|-=-=-=-=-=-=-=-=-=-=-=-
""",
    "vger new": """
p|Yes.
|
f|--
f|To unsubscribe from this list: send the line "unsubscribe linux-mm" in
f|the body to majordomo@kvack.org.  For more info on Linux MM,
f|see: http://www.linux-mm.org/ .
""",
    "freebsd": """
p|Yes.
f|_______________________________________________
f|freebsd-hackers@freebsd.org mailing list
f|https://lists.freebsd.org/mailman/listinfo/freebsd-hackers
f|To unsubscribe, send any mail to "freebsd-hackers-unsubscribe@freebsd.org"
""",
    "listserv2": """
p|Yes.
|
f|To unsubscribe, send email to listserv@example.org with the following
f|command in the message body: signoff TALK
""",
    "discourse": """
p|Yes.
|
?|---
?|[Visit Topic](https://talk.example.org/t/1) or reply to this email to respond.
f|To unsubscribe from these emails, [click here](https://talk.example.org/u).
""",
    "w3c": """
p|Yes.
|
s|--
s|Karl Roe
|
f|---------------------------------------------------------------------
f|To unsubscribe, e-mail: user-unsubscribe@example.org
f|For additional commands, e-mail: user-help@example.org
""",
}
# fmt: on

KINDS = {
    "p": ("paragraph", "list_item", "other"),
    "s": ("signature", "boilerplate"),
    "f": ("boilerplate",),
    "?": (),
}


def read(body: str) -> Document:
    text = f"[L] Subject\n\n{body}\n"
    return parse(RawDocument("a", text, "a", len(text), title="[L] Subject", kind="mail"))


def faults(coded: str) -> list[str]:
    lines = [line.partition("|")[::2] for line in coded.strip("\n").split("\n")]
    body = "\n".join(line for _, line in lines)
    document = read(body)
    at = document.text.index(body)
    found = []
    for code, line in lines:
        start = at + len(line) - len(line.lstrip())
        at += len(line) + 1
        if code in ("", "?") or not line.strip(" >"):
            continue
        block = next(each for each in document.leaves if each.start <= start < each.end)
        said = (block.kind, block.depth, block.author, block.date)
        if code.isdigit():
            is_right = said[:2] == ("quote", int(code))
        elif code[0] in "bB":
            is_right = block.kind == "byline"
            is_right &= "B" not in code or block.author == "Jane Doe"
            is_right &= "D" not in code or (block.date or "").startswith("2016-02-19")
        else:
            is_right = block.kind in KINDS[code]
        if not is_right:
            found.append(f"{code}|{line} is {said}")
    return found


@pytest.mark.parametrize("coded", CASES.values(), ids=CASES)
def test_whose_words_the_lines_of_a_message_are(coded: str) -> None:
    assert faults(coded) == []


some_lines = st.sampled_from(
    sorted({line.partition("|")[2] for coded in CASES.values() for line in coded.split("\n")})
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["", "> ", ">> ", "  "]), some_lines), max_size=30))
def test_any_mixture_of_lines_is_cut_into_leaves(lines: list[tuple[str, str]]) -> None:
    document = read("\n".join(mark + line for mark, line in lines))
    assert "".join(map(document.slice, document.leaves)) == document.text
    for leaf in document.leaves:
        assert leaf.kind != "quote" or (leaf.depth or 0) > 0
