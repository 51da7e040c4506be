"""Dates: what lines are dates in many languages, what they mean, and what is no date."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus_cli.parsing import date_grammar, date_words, dates


def table(text: str) -> list[tuple[str, str]]:
    """Read lines of ``input ⇒ expected``."""
    rows = (line.partition(" ⇒ ") for line in text.strip().split("\n") if "⇒" in line)
    return [(left.strip("¦"), right) for left, _, right in rows]


# `¦` keeps blanks at the ends of a line.
DATE_LINES = table("""
June 19, 2019 ⇒ 2019-06-19
Jun 19, 2019 ⇒ 2019-06-19
JUNE 19, 2019 ⇒ 2019-06-19
june 19 2019 ⇒ 2019-06-19
Jun. 19th, 2019 ⇒ 2019-06-19
June 1st, 2019 ⇒ 2019-06-01
June the 2nd, 2019 ⇒ 2019-06-02
June 3rd 2019 ⇒ 2019-06-03
Sept. 4, 2019 ⇒ 2019-09-04
Sep 4 ,2019 ⇒ 2019-09-04
May2, 2019 ⇒ 2019-05-02
19 June 2019 ⇒ 2019-06-19
19th June 2019 ⇒ 2019-06-19
19th of June, 2019 ⇒ 2019-06-19
the 19th of June 2019 ⇒ 2019-06-19
26 Jan, 2022 09:22 Uhr ⇒ 2022-01-26T09:22
19-Jun-2019 ⇒ 2019-06-19
12-Mar-07 ⇒ 2007-03-12
3 Apr '19 ⇒ 2019-04-03
June 3, ’99 ⇒ 1999-06-03
2019 June 19 ⇒ 2019-06-19
2019-Jun-19 ⇒ 2019-06-19
November 9 , 1789 ⇒ 1789-11-09
29 February 2016 ⇒ 2016-02-29
Thursday, November 9, 2023 4:41AM ⇒ 2023-11-09T04:41
Thursday, 9 November 2023 ⇒ 2023-11-09
Thu 9 Nov 2023 ⇒ 2023-11-09
Thurs., Nov. 9, 2023 ⇒ 2023-11-09
Wednesday the 3rd of May 2017 ⇒ 2017-05-03
November 9, 2023 (Thursday) ⇒ 2023-11-09
August 3, 2019 at 3:12 pm ⇒ 2019-08-03T15:12
August 3, 2019 at 12:12 am ⇒ 2019-08-03T00:12
August 3, 2019 at 12:12 pm ⇒ 2019-08-03T12:12
August 3, 2019 @ 3:12 p.m. ⇒ 2019-08-03T15:12
August 3, 2019 - 3:12 P.M. ⇒ 2019-08-03T15:12
August 3, 2019, 3 pm ⇒ 2019-08-03T15:00
August 3, 2019 15:12:05 ⇒ 2019-08-03T15:12:05
3:12 pm, August 3, 2019 ⇒ 2019-08-03T15:12
3:12 PM - 3 Aug 2019 ⇒ 2019-08-03T15:12
15:12 on 3 August 2019 ⇒ 2019-08-03T15:12
18:34 19.10.2019 ⇒ 2019-10-19T18:34
3:12 PM · Aug 3, 2019 ⇒ 2019-08-03T15:12
August 3, 2019 13:05 PM ⇒ 2019-08-03T13:05
Posted on May 3, 2019 ⇒ 2019-05-03
Posted: Thursday, April 21, 2022. 10:11 pm CST. ⇒ 2022-04-21T22:11-06:00
Posted May 3, 2019 by ⇒ 2019-05-03
Published: 3 May 2019 ⇒ 2019-05-03
Published 3:12 pm Friday, May 3, 2019 ⇒ 2019-05-03T15:12
First published on Fri 3 May 2019 06.00 BST ⇒ 2019-05-03T06:00+01:00
Last updated on 20 Feb, 2020. 3 min read ⇒ 2020-02-20
Last modified: May 3, 2019 ⇒ 2019-05-03
This page was last edited on 3 May 2019, at 12:30 (UTC). ⇒ 2019-05-03T12:30+00:00
Created Jan 25, 2008 ⇒ 2008-01-25
Date: 2019-05-03 ⇒ 2019-05-03
Press release, 3 May 2019 ⇒ 2019-05-03
May 3, 2019 | 3 min read ⇒ 2019-05-03
May 3, 2019 • 12 comments ⇒ 2019-05-03
May 3, 2019   No Comments ⇒ 2019-05-03
May 3, 2019 0 ⇒ 2019-05-03
5 minute read · May 3, 2019 ⇒ 2019-05-03
News | May 3, 2019 ⇒ 2019-05-03
Blog Home AI & Machine Learning   •   October 18, 2019 ⇒ 2019-10-18
CBS News February 24, 2020, 7:57 AM ⇒ 2020-02-24T07:57
Reuters May 3, 2019 ⇒ 2019-05-03
November 22, 2011  Email this post  Diese Seite ausdrucken Kommentieren ⇒ 2011-11-22
Updated: May 4, 2019 | Published: May 3, 2019 ⇒ 2019-05-03
Published May 3, 2019 Updated May 4, 2019 ⇒ 2019-05-03
May 3, 2019 (updated May 4, 2019) ⇒ 2019-05-03
Posted on May 3, 2019 by Jane Doe ⇒ 2019-05-03
Posted by Jane Doe on May 3, 2019 ⇒ 2019-05-03
Posted in News by Jane Doe on May 3, 2019 at 3:12 pm ⇒ 2019-05-03T15:12
Sunday, 01 May 2022 00:00 ⇒ 2022-05-01T00:00
First posted Fri 3 May 2019 at 10:30am, updated Sat 4 May 2019 at 1:03pm ⇒ 2019-05-03T10:30
London, 3 May 2019 ⇒ 2019-05-03
(3 May 2019) ⇒ 2019-05-03
• 06.12.2022 ⇒ 2022-12-06
#12 May 3, 2019, 3:12 pm ⇒ 2019-05-03T15:12
7. Oktober 2019 ⇒ 2019-10-07
7.Oktober 2019 ⇒ 2019-10-07
07. Okt. 2019 ⇒ 2019-10-07
7 Okt 2019 ⇒ 2019-10-07
1. März 2019 ⇒ 2019-03-01
1. Maerz 2019 ⇒ 2019-03-01
1. Mrz. 2019 ⇒ 2019-03-01
16. MÃ¤rz 2011 um 12:22 ⇒ 2011-03-16T12:22
3. Jänner 2019 ⇒ 2019-01-03
¦ 31.01.2016   Hardware¦ ⇒ 2016-01-31
21. Jan 2022 // Dominik Ricker ⇒ 2022-01-21
Dienstag, 6. Mai 2014 ⇒ 2014-05-06
Dienstag, den 6. Mai 2014 ⇒ 2014-05-06
Di., 06.05.2014 ⇒ 2014-05-06
Di 06.05.2014, 13.05 Uhr ⇒ 2014-05-06T13:05
6. Mai 2014 um 13:05 Uhr ⇒ 2014-05-06T13:05
6. Mai 2014, 13 Uhr ⇒ 2014-05-06T13:00
06.05.2014 | 13:05 Uhr (MESZ) ⇒ 2014-05-06T13:05+02:00
06.05.2014 / 13:05 ⇒ 2014-05-06T13:05
| 05. November 2021 | 08:02 Uhr ⇒ 2021-11-05T08:02
Erstellt am: 30.01.2022 18:36 / sk ⇒ 2022-01-30T18:36
Veröffentlicht am 13. März 2019 von ⇒ 2019-03-13
Zuletzt aktualisiert: 06.05.2014 ⇒ 2014-05-06
Stand: 25.01.2022 ⇒ 2022-01-25
Datum 25.01.2022 ⇒ 2022-01-25
Pressemitteilung vom 25. Januar 2022 ⇒ 2022-01-25
dpa am 25.01.2022 ⇒ 2022-01-25
ca. 8 Min. · 12.01.2022 ⇒ 2022-01-12
12.01.2022 | Lesedauer: 3 Minuten ⇒ 2022-01-12
6. Dezember 2022 von in , ⇒ 2022-12-06
HansEhrlich 17.10.2019, 13:56 Uhr ⇒ 2019-10-17T13:56
17.10.2019, 14:14 Zitieren # ⇒ 2019-10-17T14:14
FINTECH20. Juni 2019 ⇒ 2019-06-20
12.11.2021 red Artikel: Download PDF Drucken Teilen Feedback ⇒ 2021-11-12
8.Dezember 2010 um 09:43 · Rezepte von Mutti · 6 Kommentare ⇒ 2010-12-08T09:43
am 6. Mai 2014 veröffentlicht ⇒ 2014-05-06
Veröffentlicht am 6. Mai 2014 in Allgemein ⇒ 2014-05-06
Erstellt von Fabian am Dienstag 6. Mai 2014 ⇒ 2014-05-06
06.05.2014 (Di) 13:00 ⇒ 2014-05-06T13:00
06.05.2014, 13:00 Uhr Quelle: Welt am Abend ⇒ 2014-05-06T13:00
Von Max Müller | Stand: 06.05.2014 ⇒ 2014-05-06
Berlin, 6. Mai 2014 ⇒ 2014-05-06
Erstellt: 06.05.2014 Geändert: 07.05.2014 ⇒ 2014-05-06
16.01.22 ⇒ 2022-01-16
24.4.19 ⇒ 2019-04-24
10.05.19, 12:30 ⇒ 2019-05-10T12:30
3. 4. 2019 ⇒ 2019-04-03
01/02/2019 Uhrzeit 12:30 ⇒ 2019-02-01T12:30
1er mai 2019 ⇒ 2019-05-01
Le 19 février 2020 ⇒ 2020-02-19
|  Le 19 février 2020 ⇒ 2020-02-19
jeudi 3 août 2017 à 14h30 ⇒ 2017-08-03T14:30
3 aout 2017 à 14 h 30 ⇒ 2017-08-03T14:30
3 aoÃ»t 2017 ⇒ 2017-08-03
3 févr. 2019 à 9:05 ⇒ 2019-02-03T09:05
Publié le 3 décembre 2019 à 09h05 ⇒ 2019-12-03T09:05
Publié le 03/04/2019 à 09h05 ⇒ 2019-04-03T09:05
Publié le 03/12/2019 à 09h05, mis à jour le 04/12/2019 à 10h ⇒ 2019-12-03T09:05
Mis à jour le 3 décembre 2019 ⇒ 2019-12-03
Mis en ligne le 3 décembre 2019 ⇒ 2019-12-03
Article mis à jour le 7 janvier 2020. ⇒ 2020-01-07
Accueil | Par Loïc Le Clerc | 30 septembre 2018 ⇒ 2018-09-30
Temps de lecture : 3 min | 3 mai 2019 ⇒ 2019-05-03
Paris, le 3 mai 2019 ⇒ 2019-05-03
27 de Abr de 2022 ⇒ 2022-04-27
3 de mayo de 2019 ⇒ 2019-05-03
3 de mayo del 2019 a las 14:30 ⇒ 2019-05-03T14:30
mayo 3, 2019 ⇒ 2019-05-03
mayo 3 de 2019 ⇒ 2019-05-03
Sábado 23 de abril del 2022 ⇒ 2022-04-23
miércoles, 4 de mayo de 2022 hs ⇒ 2022-05-04
martes, 3 de mayo de 2022 · 23:57 ⇒ 2022-05-03T23:57
Publicado: Jueves, 21 Abril 2022 04:45 ⇒ 2022-04-21T04:45
Publicado el 3 de setiembre de 2019 ⇒ 2019-09-03
Última actualización: 03/04/2019 14:30 hs ⇒ 2019-04-03T14:30
Pubblicato il 19 Febbraio 2020 Ultima modifica 19 Febbraio 2020 12:02 ⇒ 2020-02-19
3 maggio 2019 alle 14:30 ⇒ 2019-05-03T14:30
3 maggio 2019 alle ore 14.30 ⇒ 2019-05-03T14:30
giovedì 3 gennaio 2019 ⇒ 2019-01-03
3 gen 2019 ⇒ 2019-01-03
3 de maio de 2019 às 14h30 ⇒ 2019-05-03T14:30
3 mar. 2019 ⇒ 2019-03-03
terça-feira, 3 de dezembro de 2019 ⇒ 2019-12-03
Publicado em 03/04/2019 ⇒ 2019-04-03
Atualizado em 3 de out de 2019, 10h22 ⇒ 2019-10-03T10:22
3 mei 2019 om 14:30 uur ⇒ 2019-05-03T14:30
3 mei 2019 om 14:30 ⇒ 2019-05-03T14:30
vrijdag 3 mei 2019 ⇒ 2019-05-03
Geplaatst op 3 maart 2019 ⇒ 2019-03-03
03-04-2019 Laatst bijgewerkt ⇒ 2019-04-03
3 maja 2019 ⇒ 2019-05-03
3 maja 2019 r. ⇒ 2019-05-03
Opublikowano: 3 stycznia 2019, godz. 14:30 ⇒ 2019-01-03T14:30
Opublikowano 3 listopada 2019 ⇒ 2019-11-03
piątek, 3 maja 2019, 14:30 ⇒ 2019-05-03T14:30
2 paź 2019 ⇒ 2019-10-02
3. listopada 2019. ⇒ 2019-10-03
3. svibnja 2019. u 14:30 ⇒ 2019-05-03T14:30
3 maj 2019 kl. 14.05 ⇒ 2019-05-03T14:05
Publicerad 3 januari 2019 ⇒ 2019-01-03
fredag den 3. maj 2019 kl. 14:05 ⇒ 2019-05-03T14:05
3. desember 2019 ⇒ 2019-12-03
Publisert 3. des. 2019 kl 14:05 ⇒ 2019-12-03T14:05
19.2.2020 klo 14.00 ⇒ 2020-02-19T14:00
3. toukokuuta 2019 ⇒ 2019-05-03
perjantai 3. toukokuuta 2019 klo 9.05 ⇒ 2019-05-03T09:05
Julkaistu 3.5.2019 ⇒ 2019-05-03
3. května 2019 v 14:30 ⇒ 2019-05-03T14:30
3. září 2019 ⇒ 2019-09-03
2019. május 3. 14:30 ⇒ 2019-05-03T14:30
2019. 05. 03. ⇒ 2019-05-03
3 mai 2019 ⇒ 2019-05-03
3 noiembrie 2019 ⇒ 2019-11-03
3 Mayıs 2019 14:30 ⇒ 2019-05-03T14:30
3 KASIM 2019 ⇒ 2019-11-03
3 Ağustos 2019 Cumartesi ⇒ 2019-08-03
3 мая 2019 ⇒ 2019-05-03
3 мая 2019 г. ⇒ 2019-05-03
3 мая 2019 г. в 14:30 ⇒ 2019-05-03T14:30
3 мая 2019 года, 14:30 МСК ⇒ 2019-05-03T14:30+03:00
Дата публикации: 03.04.2019 ⇒ 2019-04-03
Опубликовано 3 января 2019 ⇒ 2019-01-03
пятница, 3 мая 2019 ⇒ 2019-05-03
3 травня 2019 ⇒ 2019-05-03
3 Μαΐου 2019 ⇒ 2019-05-03
3 ΜΑΪΟΥ 2019, 14:30 ⇒ 2019-05-03T14:30
3 gegužės 2019 ⇒ 2019-05-03
2019 m. gegužės 3 ⇒ 2019-05-03
3 Agustus 2019 ⇒ 2019-08-03
3 tháng 5, 2019 ⇒ 2019-05-03
2019. gada 3. janvārī ⇒ 2019-01-03
2019 m. sausio 3 d. ⇒ 2019-01-03
गुरुवार, 3 जनवरी 2019 ⇒ 2019-01-03
3 в̆ 2019 ⇒ -
3 février 2019 ⇒ 2019-02-03
03‏/04‏/2019 ⇒ 2019-04-03
03/04/2019 الساعة 14:30 ⇒ 2019-04-03T14:30
3 במאי 2019 ⇒ 2019-05-03
3 مايو 2019 ⇒ 2019-05-03
٣ مايو ٢٠١٩ ⇒ 2019-05-03
الجمعة 3 مايو 2019 ⇒ 2019-05-03
3 أيار/مايو 2019 ⇒ 2019-05-03
3 كانون الثاني 2019 ⇒ 2019-01-03
3 تشرين الأول 2019 - 3:12 م ⇒ 2019-10-03T15:12
نشر في 3 أغسطس 2019 الساعة 14:30 ⇒ 2019-08-03T14:30
2019年4月3日 ⇒ 2019-04-03
2019年04月03日 12:30 ⇒ 2019-04-03T12:30
2019年4月3日12时30分 ⇒ 2019-04-03T12:30
2019年4月3日 星期三 下午3:12 ⇒ 2019-04-03T15:12
2019年4月3日（水）12時30分 ⇒ 2019-04-03T12:30
2019年4月3日(水) 午後3時12分 ⇒ 2019-04-03T15:12
2019年4月3日水曜日 ⇒ 2019-04-03
发布时间：2019-04-03 12:30 来源：新华网 ⇒ 2019-04-03T12:30
公開日：2019年4月3日 更新日：2019年5月3日 ⇒ 2019-04-03
更新日：2019年5月3日 | 公開日：2019年4月3日 ⇒ 2019-04-03
2019/04/03 12:30 ⇒ 2019-04-03T12:30
2019.04.03 12:30 ⇒ 2019-04-03T12:30
입력 2019.04.03 12:30 수정 2019.04.04 09:00 ⇒ 2019-04-03T12:30
2019년 4월 3일 수요일 오후 3:12 ⇒ 2019-04-03T15:12
2019-06-19 ⇒ 2019-06-19
2019-6-9 ⇒ 2019-06-09
2019-06-19 09:57 ⇒ 2019-06-19T09:57
2019-06-19T09:57 ⇒ 2019-06-19T09:57
2019-06-19T09:57:00 ⇒ 2019-06-19T09:57:00
2019-06-19T09:57:12Z ⇒ 2019-06-19T09:57:12+00:00
2019-06-19T09:57:12.345+02:00 ⇒ 2019-06-19T09:57:12.345+02:00
2019-06-19T09:57-0700 ⇒ 2019-06-19T09:57-07:00
2019-06-19 09:57:12 +0530 ⇒ 2019-06-19T09:57:12+05:30
2019-06-19 09:57:12 UTC ⇒ 2019-06-19T09:57:12+00:00
19/Jun/2019:06:11:39 -0700 ⇒ 2019-06-19T06:11:39-07:00
Fri Feb 19 06:11:39 MST 2016 ⇒ 2016-02-19T06:11:39-07:00
Fri Feb  5 06:11:39 EDT 2016 ⇒ 2016-02-05T06:11:39-04:00
Fri Feb 19 06:11:39 2016 ⇒ 2016-02-19T06:11:39
Fri Feb 19 13:11:39 +0000 2016 ⇒ 2016-02-19T13:11:39+00:00
Fri Feb 19 06:11:39 AM MST 2016 ⇒ 2016-02-19T06:11:39-07:00
Fri Feb 19 2016 06:11:39 GMT-0700 (MST) ⇒ 2016-02-19T06:11:39-07:00
Fr 19. Feb 06:11:39 CET 2016 ⇒ 2016-02-19T06:11:39+01:00
Fri, 19 Feb 2016 06:11:39 -0700 ⇒ 2016-02-19T06:11:39-07:00
Fri, 19 Feb 2016 06:11:39 -0700 (MST) ⇒ 2016-02-19T06:11:39-07:00
Fri, 19 Feb 2016 06:11:39 GMT ⇒ 2016-02-19T06:11:39+00:00
Fri, 19 Feb 16 06:11:39 EST ⇒ 2016-02-19T06:11:39-05:00
19 Feb 99 06:11:39 ⇒ 1999-02-19T06:11:39
Date: Fri, 19 Feb 2016 06:11:39 +0100 (CET) ⇒ 2016-02-19T06:11:39+01:00
May 3, 2019 3:12 pm ET ⇒ 2019-05-03T15:12
May 3, 2019 15:12 IST ⇒ 2019-05-03T15:12
May 3, 2019 15:12 GMT+2 ⇒ 2019-05-03T15:12+02:00
May 3, 2019 15:12 (UTC+05:30) ⇒ 2019-05-03T15:12+05:30
17/02/2022 ⇒ 2022-02-17
02/17/2022 ⇒ 2022-02-17
05/05/2022 ⇒ 2022-05-05
Posted on 01/12/2022 ⇒ 2022-01-12
01/12/2022 3:12 pm ⇒ 2022-01-12T15:12
01/12/2022 15:12 EST ⇒ 2022-01-12T15:12-05:00
01/12/2022 15:12 GMT ⇒ 2022-12-01T15:12+00:00
Wednesday 12/01/2022 ⇒ 2022-01-12
Thursday 12/01/2022 ⇒ 2022-12-01
Am 01/12/2022 ⇒ 2022-12-01
Le 01/12/22 à 14h03 ⇒ 2022-12-01T14:03
Submitted by jane on Mon, 12/05/2022 - 14:03 ⇒ 2022-12-05T14:03
26/10/13, 03:48 pm ⇒ 2013-10-26T15:48
10/26/13 ⇒ 2013-10-26
""")

NO_DATE_LINES = [
    "",
    "2019",
    "November 2016",
    "May 2019 was a warm month",
    "On 15 November, the Russian defence minister announced",
    "On 15 November 2016 the Russian defence minister announced",
    "22 mai 2018, la ministre du Travail est entendue",
    "Am 14. Juni 2005 hielt Steve Jobs",
    "Am 14. Juni 2005 hielt Steve Jobs eine vielbeachtete Rede.",
    "He died on 2 November 2016.",
    "Died 2 November 2016",
    "Born: 3 May 1950",
    "12 May 2022 in London",
    "published on 3 May 2019 by the people who",
    "Joined: 12.05.2010",
    "Geboren am 3. Mai 1950",
    "Konzert am 3. Mai 2019 um 20 Uhr",
    "Die Sitzung war am 3. Mai 2019 um 12:30",
    "Aktuelles Datum und Uhrzeit: 11/02/2020, 07:22 pm",
    "It is currently Tue Feb 11, 2020 7:22 pm",
    "Andacht zur Friedensdekade in der Kaiser-Wilhelm-Gedächtniskirche, 11. November 2021, 18 Uhr",
    "12.–14. Mai 2022",
    "21. und 22. Mai 2022",
    "3-5 May 2022",
    "12.05.2022 - 14.05.2022",
    "12 May 2022 to 14 May 2022",
    "vom 10.05. bis 12.05.2022",
    "3 May 2022, 10:00 - 12:00",
    "3 May 2022, 10:00-11:00",
    "3. Mai 2022, 10:00 -11:00 Uhr",
    "31 February 2019",
    "29 February 2019",
    "31.04.2019",
    "2019-02-30",
    "13/13/2019",
    "0 May 2019",
    "32 May 2019",
    "3 May 1499",
    "3 May 2101",
    "3 May 2019 25:10",
    "3 May 2019 12:60",
    "3 May 2019 14:30 am",
    "01/02/2019",
    "01-02-2019",
    "01/02/19 3:12 pm",
    "Posted on 01/02/19",
    "Posted on 01/02/2019 14:03",
    "Posted on 01/02/2019 2:03 pm GMT",
    "Posted by people who on 3 May 2019",
    "26-10-13",
    "1.2.3",
    "192.168.10.12",
    "Version 9.04.12",
    "ISBN 978-3-95757-708-5",
    "Tel. 0228 / 10.10.2019.5",
    "https://example.org/2019/05/03/a-title",
    "https://example.org/2019-05-03",
    "www.example.org/2019/05/03/",
    "jane@2019-05-03.example.org",
    "A Title of 12 May 2019: what happened then",
    "Update vom 15. Mai 2019: Feinschliff",
    "May 3, 2019?",
    "12.05.2019 24,99 €",
    "3 May 2019 – The government said it would",
    "Harry Potter \t\t30 June, 1997 \t\tUsed it to fill Albus Dumbledore's goblet",
    "NAME said, on August 3, 2019 at 3:12 pm",
    "Am 29. Mai 2017 um 14:38 von Hugo",
    "By Cat Lafuente/June 12, 2020 9:49 am EST/Updated: Aug. 18, 2020 4:17 pm EST",
    "10 Posts 2019",
    "Will Smith 50 2019",
    "3 of May",
    "٣ مايو",
    "x" * 130 + " 3 May 2019",
]

FOUND = table("""
6. Dezember 2022 von in , ⇒ 2022-12-06
By Cat Lafuente/June 12, 2020 9:49 am EST/Updated: Aug. 18, 2020 ⇒ 2020-06-12T09:49-05:00
Updated: Aug. 18, 2020 By Cat / Published: June 12, 2020 ⇒ 2020-06-12
NAME said, on August 3, 2019 at 3:12 pm ⇒ 2019-08-03T15:12
Am 29. Mai 2017 um 14:38 von Hugo ⇒ 2017-05-29T14:38
gabriel sempéré Le 11 septembre 2018 à 12:57 ⇒ 2018-09-11T12:57
von lupa am Am 01/12/2022 ⇒ 2022-12-01
Le 01/12/22 à 14h03 ⇒ 2022-12-01T14:03
Submitted by jane on Mon, 12/05/2022 - 14:03 ⇒ 2022-12-05T14:03
26/10/13, 03:48 pm ⇒ 2013-10-26T15:48
https://example.org/2019/05/03/x.html 24.4.19 ⇒ 2019-04-24
https://example.org/Chico_(Hund) (17.4.19) ⇒ 2019-04-17
On Fri, Feb 19, 2016 at 6:11 AM, Jane Doe <jane@example.org> wrote: ⇒ 2016-02-19T06:11
On 2/19/16, Jane Doe wrote: ⇒ 2016-02-19
Jane Doe schrieb am 19.02.2016 um 06:11: ⇒ 2016-02-19T06:11
Le ven. 19 févr. 2016 à 06:11, Jane Doe a écrit : ⇒ 2016-02-19T06:11
Am Freitag, den 19.02.2016, 06:11 +0100 schrieb Jane Doe: ⇒ 2016-02-19T06:11+01:00
Erstellt von Fabian am Dienstag 6. Mai 2014 ⇒ 2014-05-06
3 May 2019 31 February 2020 ⇒ 2019-05-03
31 February 2020, 3 May 2019 ⇒ 2019-05-03
5 comments 3 May 2019 ⇒ 2019-05-03
""")

PARSED = table("""
2 November 2016 ⇒ 2016-11-02
 2 November 2016.  ⇒ 2016-11-02
November 2016 ⇒ 2016-11
Nov. 2016 ⇒ 2016-11
novembre de 2016 ⇒ 2016-11
ноябрь 2016 ⇒ 2016-11
2016-11 ⇒ 2016-11
11/2016 ⇒ 2016-11
2016年11月 ⇒ 2016-11
Fri, 19 Feb 2016 06:11:39 -0700 ⇒ 2016-02-19T06:11:39-07:00
2016-02-19 ⇒ 2016-02-19
20160219 ⇒ 2016-02-19
20160219T061139Z ⇒ 2016-02-19T06:11:39+00:00
2016-W07-5 ⇒ 2016-02-19
3 Apr 19 ⇒ 2019-04-03
06:11 PM Feb 19th of 2016 ⇒ 2016-02-19T18:11
2016 06:11 19 Feb ⇒ 2016-02-19T06:11
""")

NOT_PARSED = [
    "",
    "2016",
    "13/2016",
    "2016-13",
    "31 February 2016",
    "20161332",
    "12:30",
    "Friday",
    "01/02/2016",
    "5 6 2016",
    "Marchant 2016",
    "RT",
    "died on 2 November 2016",
    "a 2 November 2016",
    "9" * 40,
    "T2016",
    "May",
]


@pytest.mark.parametrize(("line", "iso"), DATE_LINES, ids=[line for line, _ in DATE_LINES])
def test_date_lines(line: str, iso: str) -> None:
    found = dates.date_line(line)
    assert (found.iso if found else "-") == iso


@pytest.mark.parametrize("line", NO_DATE_LINES)
def test_lines_that_are_no_date_lines(line: str) -> None:
    assert dates.date_line(line) is None


@pytest.mark.parametrize(("line", "iso"), FOUND, ids=[line for line, _ in FOUND])
def test_dates_in_lines_of_metadata(line: str, iso: str) -> None:
    found = dates.find(line)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(("text", "iso"), PARSED, ids=[text for text, _ in PARSED])
def test_strings_that_are_dates(text: str, iso: str) -> None:
    assert dates.parse(text) == iso


@pytest.mark.parametrize("text", NOT_PARSED)
def test_strings_that_are_no_dates(text: str) -> None:
    assert dates.parse(text) is None


@pytest.mark.parametrize(
    ("line", "date_text"),
    [
        ("Posted on May 3, 2019 by", "May 3, 2019"),
        ("HansEhrlich 17.10.2019, 13:56 Uhr", "17.10.2019, 13:56 Uhr"),
        ("Published 3:12 pm Friday, May 3, 2019", "3:12 pm Friday, May 3, 2019"),
        ("Am 29. Mai 2017 um 14:38 von Hugo", "29. Mai 2017 um 14:38"),
        ("gabriel Le jeudi 11 septembre 2018 à 12:57", "jeudi 11 septembre 2018 à 12:57"),
        ("x (Fri, 19 Feb 2016 06:11:39 -0700 (MST)) y", "Fri, 19 Feb 2016 06:11:39 -0700 (MST)"),
        ("on May 3, 2019 10:00 CNN reported", "May 3, 2019 10:00"),
    ],
)
def test_the_range_is_that_of_the_date_alone(line: str, date_text: str) -> None:
    found = dates.find(line)
    assert found is not None
    assert line[found.start : found.end] == date_text


@pytest.mark.parametrize(("day_first", "iso"), [(True, "2019-02-01"), (False, "2019-01-02")])
def test_the_caller_may_tell_the_order_of_day_and_month(day_first: bool, iso: str) -> None:
    for line in ("01/02/2019", "01/02/19"):
        found = dates.date_line(line, day_first=day_first)
        assert found is not None
        assert found.iso == iso


def test_no_name_of_a_month_means_two() -> None:
    seen: dict[str, int] = {}
    for language, columns in date_words._rows(date_words._MONTHS):
        assert len(columns) == 12, language
        for number, forms in enumerate(columns, 1):
            for form in map(date_words.fold, forms):
                assert seen.setdefault(form, number) == number, (language, form)


def test_importing_costs_no_heavy_module() -> None:
    code = (
        "import sys; before = set(sys.modules); import corpus_cli.parsing.dates;"
        "print(sorted({'datetime', 'email', 'dateutil', 'regex'} & (set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- properties ----------------------------------------------------------------------------------

DAYS = st.dates(date(1500, 1, 1), date(2100, 12, 31))
MINUTES = st.integers(0, 24 * 60 - 1)
LANGUAGES = sorted({language for language, _ in date_words._rows(date_words._MONTHS)})

NAMED_STYLES = [
    "{day} {month} {year}",
    "{day}. {month} {year}",
    "{day} de {month} de {year}",
    "{month} {day}, {year}",
    "{year} {month} {day}",
    "{day}-{month}-{year}",
    "Posted on {month} {day}, {year}",
    "{day} {MONTH} {year} |",
    "• {month} {day}, {year}",
]
NUMBER_STYLES = [
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y年%m月%d日",
    "(%d. %m. %Y)",
    "Stand: %d.%m.%Y",
]
MAIL_STYLES = [
    "%a %b %d %H:%M:%S {zone} %Y",
    "%a, %d %b %Y %H:%M:%S {zone}",
    "%d %b %Y %H:%M:%S {zone}",
]


@st.composite
def names(draw: st.DrawFn) -> tuple[str, int]:
    """Draw a month's name in some language, with its number."""
    rows = date_words._rows(date_words._MONTHS)
    _, columns = draw(st.sampled_from(rows))
    numbers = [number for number, forms in enumerate(columns, 1) if forms]
    number = draw(st.sampled_from(numbers))
    return draw(st.sampled_from(columns[number - 1])).replace("_", " "), number


def padded(day: date, pattern: str) -> str:
    """Format as strftime does, with years before 1000 impossible and years of four digits."""
    return day.strftime(pattern.replace("%Y", f"{day.year:04}"))


@given(names(), DAYS, st.sampled_from(NAMED_STYLES), st.sampled_from(["", "at 09:57", "14:30:05"]))
def test_every_language_is_read_as_it_was_written(
    name: tuple[str, int], day: date, style: str, time: str
) -> None:
    month, number = name
    day = day.replace(month=number, day=min(day.day, 28))
    text = style.format(day=day.day, month=month, MONTH=month.upper(), year=day.year)
    line = f"{text} {time}".strip() if time else text
    assume(not (month in date_grammar.CROATIAN and "{day}." in style))
    found = dates.date_line(line)
    assert found is not None, line
    assert found.iso == day.isoformat() + (f"T{time.split()[-1]}" if time else "")


@given(DAYS, st.sampled_from(NUMBER_STYLES), st.none() | MINUTES)
def test_numeric_dates_are_read_as_they_were_written(
    day: date, style: str, minutes: int | None
) -> None:
    clock = "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"
    found = dates.date_line(f"{padded(day, style)} {clock}".strip())
    assert found is not None
    assert found.iso == day.isoformat() + (f"T{clock}" if clock else "")


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2100, 12, 31)),
    st.integers(-12 * 4, 14 * 4).map(lambda quarters: timedelta(minutes=15 * quarters)),
    st.sampled_from(MAIL_STYLES),
)
def test_mail_dates_are_read_as_they_were_written(
    moment: datetime, offset: timedelta, style: str
) -> None:
    moment = moment.replace(microsecond=0, tzinfo=timezone(offset))
    text = moment.strftime(style.format(zone="%z"))
    assert dates.parse(text) == moment.isoformat()
    found = dates.date_line(text)
    assert found == (0, len(text), moment.isoformat())


@given(st.integers(1, 12), st.integers(13, 31), st.integers(2000, 2068))
def test_a_number_above_twelve_is_a_day_whatever_its_place(month: int, day: int, year: int) -> None:
    expected = (
        f"{year}-{month:02}-{day:02}" if day <= date_grammar.days_in_month(year, month) else None
    )
    for text in (
        f"{day}/{month}/{year}",
        f"{month}/{day}/{year}",
        f"{day:02}/{month:02}/{year % 100:02}",
        f"{month:02}/{day:02}/{year % 100:02}",
    ):
        found = dates.date_line(text)
        assert (found.iso if found else None) == expected, text


@given(st.integers(1500, 2100), st.integers(1, 12))
def test_months_have_the_days_that_the_calendar_gives_them(year: int, month: int) -> None:
    days = date_grammar.days_in_month(year, month)
    assert date(year, month, days).month == month
    assert (date(year, month, days) + timedelta(days=1)).month != month


SCRAPS = st.sampled_from(
    [
        *"""2019 3 12 05 . / - : , | • ( ) [ ] T Z May Mai mai März MÃ¤rz マ 月 年 日 星期三 June
        at um à 12:30 25:61 pm a.m. Uhr klo +0200 -07:00 GMT+2 EST (MST) Posted on Updated min read
        http://x.org/2019/05/03 jane@x.org ’19 '19 3rd 1er º de of ٣ ２０１９ 31 February Stand: von
        listopada जनवरी ם Σ İ""".split(),
        *("\u0301", "\u200f", "\xa0", "\0", "\t", "\n", " ", "  "),
    ]
)
LINES = (
    st.text(max_size=150)
    | st.lists(SCRAPS, max_size=20).map(" ".join)
    | st.lists(SCRAPS).map("".join)
)


@given(LINES)
def test_nothing_raises_and_ranges_are_those_of_dates(line: str) -> None:
    found = dates.date_line(line)
    for result in (found, dates.find(line)):
        if result is not None:
            assert 0 <= result.start < result.end <= len(line)
            assert date_grammar.scan(line[result.start : result.end], day_first=True)
            assert iso_is_valid(result.iso)
    if found is not None:
        assert dates.find(line) == found
    parsed = dates.parse(line)
    assert parsed is None or iso_is_valid(parsed)


def iso_is_valid(iso: str) -> bool:
    """Whether the standard library reads an ISO form; a month alone it does not."""
    datetime.fromisoformat(iso if len(iso) > 7 else f"{iso}-01")
    return True


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        " ",
        "3 May 2019 ",
        "1.",
        "a ",
        "\t",
        "(",
        "12:30 ",
        "May ",
        "2019-",
        "\u0301",
        "年",
        "a@b.",
    ],
)
def test_long_lines_are_no_dates_and_cost_nothing(piece: str) -> None:
    hostile = piece * (5_000_000 // len(piece))
    assert dates.date_line(hostile) is None
    assert dates.parse(hostile) is None
    assert (dates.find(hostile) is not None) == (piece == "3 May 2019 ")


@given(
    st.dates(date(1500, 1, 1), date(2100, 12, 31)),
    st.sampled_from(
        ["{d} {month} {y}", "{w} {m} {d:2} 06:11:39 MST {y}", "{w} {m} {d} 23:00:00 CET {y}"]
    ),
)
def test_plain_dates_read_as_the_large_patterns_read_them(day: date, form: str) -> None:
    text = form.format(
        d=day.day, month=f"{day:%B}", m=f"{day:%b}", y=f"{day.year:04}", w=f"{day:%a}"
    )
    # A trailing full stop keeps a text from being plain and changes nothing else.
    assert [found.iso for found in date_grammar.scan(text)] == [
        found.iso for found in date_grammar.scan(text + ".")
    ]
