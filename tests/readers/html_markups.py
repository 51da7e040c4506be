"""Threads of comments as real programs print them: the same tree in many markups."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape
from typing import NamedTuple


class Post(NamedTuple):
    """A comment: its number in the page, who wrote it when, its paragraphs, its answers."""

    number: int
    author: str
    date: datetime
    paragraphs: tuple[str, ...]
    answers: tuple[Post, ...] = ()


def flat(
    posts: tuple[Post, ...], depth: int = 0, parent: int = 0
) -> Iterator[tuple[Post, int, int]]:
    """Yield all posts in reading order with their depths and their parents' numbers."""
    for post in posts:
        yield post, depth, parent
        yield from flat(post.answers, depth + 1, post.number)


def spoken(date: datetime) -> str:
    """Return a date as English pages print it."""
    hour = date.hour % 12 or 12
    return (
        f"{date:%B} {date.day}, {date.year} at {hour}:{date:%M} {'am' if date.hour < 12 else 'pm'}"
    )


def paragraphs(post: Post) -> str:
    return "\n".join(f"<p>{escape(text)}</p>" for text in post.paragraphs)


def broken(post: Post) -> str:
    """Return the text of a post as forums print it, paragraphs set off by blank lines."""
    return "<br />\n<br />\n".join(map(escape, post.paragraphs))


def wordpress_xhtml(posts: tuple[Post, ...]) -> str:
    def item(post: Post, depth: int) -> str:
        below = "".join(item(each, depth + 1) for each in post.answers)
        below = f'<ul class="children">\n{below}</ul><!-- .children -->\n' if below else ""
        return f"""<li class="comment even thread-even depth-{depth} parent" id="comment-{post.number}">
<div id="div-comment-{post.number}" class="comment-body">
<div class="comment-author vcard">
<img alt='' src='//secure.gravatar.com/avatar/?s=32' class='avatar avatar-32 photo' height='32' width='32' />
<cite class="fn"><a href='http://example.org/' rel='external nofollow' class='url'>{escape(post.author)}</a></cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="http://example.org/p/#comment-{post.number}">
{spoken(post.date)}</a>&nbsp;&nbsp;<a class="comment-edit-link" href="#">(Edit)</a></div>
{paragraphs(post)}
<div class="reply"><a rel='nofollow' class='comment-reply-link' href='/p/?replytocom={post.number}#respond' aria-label='Reply to {escape(post.author)}'>Reply</a></div>
</div>
{below}</li><!-- #comment-## -->
"""

    return f"""<h3 id="comments">{len(list(flat(posts)))} Responses to &#8220;A page&#8221;</h3>
<ol class="commentlist">{"".join(item(post, 1) for post in posts)}</ol>
<div id="respond"><h3>Leave a Reply</h3><form action="/c" method="post" id="commentform"><p><input type="text" name="author" /><label>Name (required)</label></p><p><textarea name="comment"></textarea></p></form></div>"""


def wordpress_html5(posts: tuple[Post, ...]) -> str:
    def item(post: Post, depth: int) -> str:
        below = "".join(item(each, depth + 1) for each in post.answers)
        below = f'<ol class="children">\n{below}</ol><!-- .children -->\n' if below else ""
        return f"""<li id="comment-{post.number}" class="comment byuser comment-author-x bypostauthor odd alt depth-{depth}">
<article id="div-comment-{post.number}" class="comment-body">
<footer class="comment-meta"><div class="comment-author vcard">
<img alt='' src='a.png' class='avatar photo'/><b class="fn">{escape(post.author)}</b> <span class="says">sagt:</span></div><!-- .comment-author -->
<div class="comment-metadata"><a href="/p/#comment-{post.number}"><time datetime="{post.date.isoformat()}+00:00">{post.date:%d.%m.%Y} um {post.date:%H:%M} Uhr</time></a></div></footer>
<div class="comment-content">{paragraphs(post)}</div><!-- .comment-content -->
<div class="reply"><a rel="nofollow" class="comment-reply-link" href="#">Antworten</a></div></article>
{below}</li>"""

    return f"""<div id="comments" class="comments-area"><h2 class="comments-title">{len(list(flat(posts)))} Gedanken zu „Eine Seite“</h2>
<ol class="comment-list">{"".join(item(post, 1) for post in posts)}</ol>
<div id="respond" class="comment-respond"><h3 id="reply-title" class="comment-reply-title">Schreibe einen Kommentar</h3><form class="comment-form"><p class="comment-form-comment"><label>Kommentar</label><textarea></textarea></p></form></div></div>"""


def wordpress_divs(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        return f"""<div class="comment even thread-odd" id="comment-{post.number}"><div class="comment-inner">
<div class="comment-meta-wrap"><span class="comment-author-name"><a class="url" rel="external nofollow ugc" href="#">{escape(post.author)}</a></span> · <span class="comment-date">{spoken(post.date)}</span></div>
<div class="comment-text">{paragraphs(post)}</div><a class="comment-reply-link">Reply</a></div>
{"".join(map(item, post.answers))}</div>"""

    return f'<section class="comments"><h4>Comments</h4>{"".join(map(item, posts))}</section>'


def blogger_threaded(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        below = "".join(map(item, post.answers))
        below = (
            f'<div class="comment-replies"><div id="c{post.number}-rt" class="comment-thread inline-thread"><span class="thread-toggle thread-expanded"><span class="thread-arrow"></span><span class="thread-count"><a target="_self">Replies</a></span></span><ol id="c{post.number}-ra" class="thread-chrome thread-expanded"><div>{below}</div><div id="c{post.number}-continue" class="continue"><a class="comment-reply" target="_self">Reply</a></div></ol></div></div>'
            if below
            else ""
        )
        return f"""<li class="comment" id="c{post.number}"><div class="avatar-image-container"><img src="a.png" alt=""/></div><div class="comment-block"><div class="comment-header"><cite class="user"><a href="https://www.blogger.com/profile/1" rel="nofollow">{escape(post.author)}</a></cite><span class="icon user "></span><span class="datetime secondary-text"><a rel="nofollow" href="/p.html?showComment=1#c{post.number}">{spoken(post.date)}</a></span></div><p class="comment-content">{broken(post)}</p><span class="comment-actions secondary-text"><a class="comment-reply" target="_self">Reply</a><span class="item-control blog-admin"><a target="_self" href="#">Delete</a></span></span></div>{below}</li>"""

    return f"""<div class='comments' id='comments'><a name='comments'></a><h4>{len(list(flat(posts)))} comments:</h4><div class='comments-content'><div id="comment-holder"><div class="comment-thread toplevel-thread"><ol id="top-ra">{"".join(map(item, posts))}</ol><div id="top-continue" class="continue"><a class="comment-reply">Add comment</a></div></div></div></div>
<p class='comment-footer'><div class='comment-form'><a name='comment-form'></a><iframe src="#"></iframe></div></p></div>"""


def blogger_classic(posts: tuple[Post, ...]) -> str:
    items = "".join(
        f"""<dt class='comment-author' id='c{post.number}'><a name='c{post.number}'></a><div class="avatar-image-container vcard"><img src="a.png"/></div>
<a href='https://www.blogger.com/profile/1' rel='nofollow'>{escape(post.author)}</a> said...</dt>
<dd class='comment-body' id='Blog1_cmt-{post.number}'>{"".join(f"<p>{escape(text)}</p>" for text in post.paragraphs)}</dd>
<dd class='comment-footer'><span class='comment-timestamp'><a href='/p.html#c{post.number}' title='comment permalink'>{spoken(post.date)}</a><span class='item-control blog-admin'><a class='comment-delete' href='#'><img src='t.png'/></a></span></span></dd>"""
        for post, _, _ in flat(posts)
    )
    return f"""<div class='comments' id='comments'><h4>{len(list(flat(posts)))} comments:</h4><div id='Blog1_comments-block-wrapper'><dl class='avatar-comment-indent' id='comments-block'>{items}</dl></div><p class='comment-footer'><a href='#'>Post a Comment</a></p></div>"""


def drupal7(posts: tuple[Post, ...]) -> str:
    def items(posts: tuple[Post, ...]) -> str:
        return "".join(
            f"""<a id="comment-{post.number}"></a>
<div class="comment comment-by-anonymous clearfix"><div class="attribution"><div class="submitted"><p class="commenter-name"><span class="username" xml:lang="" typeof="sioc:UserAccount">{escape(post.author)}</span></p><p class="comment-time"><span property="dc:date dc:created" content="{post.date.isoformat()}+00:00">{post.date:%a, %m/%d/%Y - %H:%M}</span></p><p class="comment-permalink"><a href="/comment/{post.number}#comment-{post.number}">Permalink</a></p></div></div>
<div class="comment-text"><div class="comment-arrow"></div><div class="content"><div class="field field-name-comment-body field-type-text-long"><div class="field-items"><div class="field-item even" property="content:encoded">{paragraphs(post)}</div></div></div></div><ul class="links inline"><li class="comment-reply first last"><a href="/comment/reply/1/{post.number}">reply</a></li></ul></div></div>
{f'<div class="indented">{items(post.answers)}</div>' if post.answers else ""}"""
            for post in posts
        )

    return f'<div id="comments" class="comment-wrapper"><h2 class="title">Comments</h2>{items(posts)}</div>'


def drupal6(posts: tuple[Post, ...]) -> str:
    def items(posts: tuple[Post, ...]) -> str:
        return "".join(
            f"""<a id="comment-{post.number}"></a><div class="comment"><div class="clear-block"><div class="submitted">Submitted by {escape(post.author)} on {post.date:%a, %m/%d/%Y - %H:%M}.</div><div class="content">{paragraphs(post)}</div></div><div class="links"><ul class="links"><li class="comment_reply first last"><a href="/comment/reply/1/{post.number}">reply</a></li></ul></div></div>
{f'<div class="indented">{items(post.answers)}</div>' if post.answers else ""}"""
            for post in posts
        )

    return f'<div id="comments">{items(posts)}</div>'


def drupal8(posts: tuple[Post, ...]) -> str:
    def items(posts: tuple[Post, ...], parent: str) -> str:
        return "".join(
            f"""<article data-comment-user-id="0" id="comment-{post.number}" class="comment js-comment by-anonymous"><mark class="hidden" data-comment-timestamp="1"></mark>
<footer class="comment__meta"><article class="profile"></article><p class="comment__author"><span>{escape(post.author)}</span></p><p class="comment__time">{post.date:%a, %m/%d/%Y - %H:%M}</p><p class="comment__permalink"><a href="/comment/{post.number}#comment-{post.number}" hreflang="en">Permalink</a></p>{parent}</footer>
<div class="comment__content"><div class="clearfix text-formatted field field--name-comment-body field--type-text-long field--label-hidden field__item">{paragraphs(post)}</div><ul class="links inline"><li><a href="/comment/reply/1">Reply</a></li></ul></div></article>
{f'''<div class="indented">{items(post.answers, f'<p class="visually-hidden">In reply to <a href="/comment/{post.number}#comment-{post.number}" class="permalink" rel="bookmark">x</a> by <span>{escape(post.author)}</span></p>')}</div>''' if post.answers else ""}"""
            for post in posts
        )

    return f'<section class="field field--name-comment comment-wrapper"><h2 class="title comment-form__title">Comments</h2>{items(posts, "")}</section>'


def movable_type(posts: tuple[Post, ...]) -> str:
    names = {post.number: post.author for post, _, _ in flat(posts)}
    items = ""
    for post, _, parent in sorted(flat(posts), key=lambda each: each[0].number):
        reply = (
            f'<a href="/p.html#comment-{parent}">replied to comment from {escape(names[parent])}</a>'
            if parent
            else "said:"
        )
        items += f"""<div class="comment" id="comment-{post.number}"><div class="inner"><div class="comment-header"><div class="user-pic comment-anonymous"><img src="x.gif" width="50" height="50" alt="" /></div><div class="asset-meta"><span class="byline"><span class="vcard author">{escape(post.author)}</span> {reply}</span> | <a href="/p.html#comment-{post.number}"><abbr class="published" title="{post.date.isoformat()}+00:00">{spoken(post.date)}</abbr></a> | <a title="Reply" href="#">Reply</a></div></div><div class="comment-content">{paragraphs(post)}</div></div></div>"""
    return f'<div id="comments" class="comments"><h2 class="comments-header">{len(names)} Comments</h2><div class="comments-content">{items}</div></div>'


def typepad(posts: tuple[Post, ...]) -> str:
    items = "".join(
        f"""<a id="comment-6a00e{post.number:05}"></a><div class="comment" id="comment-6a00e{post.number:05}-block"><div class="comment-content">{paragraphs(post)}</div><p class="comment-footer">Posted by: <a rel="nofollow" href="#">{escape(post.author)}</a> | <a href="#comment-6a00e{post.number:05}">{spoken(post.date)}</a></p></div>"""
        for post, _, _ in flat(posts)
    )
    return f'<h3 class="module-header"><a id="comments"></a>Comments</h3><div class="comments-content">{items}</div>'


def disqus(posts: tuple[Post, ...]) -> str:
    def item(post: Post, parent: str) -> str:
        reply = (
            f'<span class="parent-link-container"><a class="parent-link" data-role="parent-link" href="#"><i class="icon-forward" title="in reply to"></i> {escape(parent)}</a></span>'
            if parent
            else ""
        )
        return f"""<li class="post" id="post-{post.number}"><div data-role="post-content" class="post-content"><ul class="post-menu dropdown"><li class="collapse"><a href="#">−</a></li></ul><div class="indicator"></div><div class="avatar hovercard"><a href="#" class="user"><img alt="Avatar" src="a.png"></a></div><div class="post-body"><header class="comment__header"><span class="post-byline"><span class="author publisher-anchor-color"><a href="#">{escape(post.author)}</a></span>{reply}</span><span class="post-meta"><span aria-hidden="true" class="bullet time-ago-bullet">•</span> <a href="#comment-{post.number}" data-role="relative-time" class="time-ago" title="{spoken(post.date)}">3 years ago</a></span></header><div class="post-body-inner"><div class="post-message-container" data-role="message-container"><div class="publisher-anchor-color" data-role="message-content"><div class="post-message " data-role="message" dir="auto">{paragraphs(post)}</div></div></div></div><footer class="comment__footer"><menu class="comment-footer__menu"><li class="voting"><a href="#" class="vote-up count-2"><span class="updatable count">2</span></a></li><li class="reply"><a href="#">Reply</a></li><li class="share"><a href="#">Share ›</a></li></menu></footer></div></div><ul data-role="children" class="children">{"".join(item(each, post.author) for each in post.answers)}</ul></li>"""

    return f"""<div id="disqus_thread"><div id="layout"><section id="conversation" data-role="main"><div id="posts"><ul id="post-list" class="post-list">{"".join(item(post, "") for post in posts)}</ul></div></section></div></div>"""


def disqus_old(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        n = post.number
        below = "".join(map(item, post.answers))
        return f"""<li id="dsq-comment-{n}" class="comment"><div id="dsq-comment-header-{n}" class="dsq-comment-header"><cite id="dsq-cite-{n}"><span id="dsq-author-user-{n}">{escape(post.author)}</span></cite></div><div id="dsq-comment-body-{n}" class="dsq-comment-body"><div id="dsq-comment-message-{n}" class="dsq-comment-message">{paragraphs(post)}</div></div>{f'<ul class="children">{below}</ul>' if below else ""}</li>"""

    return f'<div id="disqus_thread"><div id="dsq-content"><ul id="dsq-comments">{"".join(map(item, posts))}</ul></div></div>'


def discourse(posts: tuple[Post, ...]) -> str:
    return "".join(
        f"""<div id='post_{post.number}' itemprop='comment' itemscope itemtype='http://schema.org/Comment' class='topic-body crawler-post'><div class='crawler-post-meta'><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" rel='nofollow' href='#'><span itemprop='name'>{escape(post.author)}</span></a></span><link itemprop="image" href="x"><span class="crawler-post-infos"><time itemprop='datePublished' datetime='{post.date.isoformat()}Z' class='post-time'>{spoken(post.date)}</time><meta itemprop='dateModified' content='2023-01-01T00:00:00Z'><span itemprop='position'>{post.number}</span></span></div><div class='post' itemprop='text'>{paragraphs(post)}</div><div itemprop="interactionStatistic" itemscope itemtype="http://schema.org/InteractionCounter"><meta itemprop="userInteractionCount" content="1" /><span class='post-likes'>1 Like</span></div></div>"""
        for post, _, _ in flat(posts)
    )


def hacker_news(posts: tuple[Post, ...]) -> str:
    rows = "".join(
        f"""<tr class='athing comtr' id='{post.number + 1000}'><td><table border='0'><tr><td class='ind' indent='{depth}'><img src="s.gif" height="1" width="{depth * 40}"></td><td valign="top" class="votelinks"><center><a id='up_1' href='vote'><div class='votearrow' title='upvote'></div></a></center></td><td class="default"><div style="margin-top:2px; margin-bottom:-10px;"><span class="comhead"><a href="user?id=x" class="hnuser">{escape(post.author)}</a> <span class="age" title="{post.date.isoformat()} 1564845120"><a href="item?id={post.number + 1000}">3 years ago</a></span> <span id="unv_1"></span><span class='navs'> | <a href="#1" class="clicky">parent</a> | <a href="#2" class="clicky">next</a></span> <a class="togg clicky" id="1">[–]</a> <span class="onstory"></span></span></div><br><div class="comment"><div class="commtext c00">{"<p>".join(map(escape, post.paragraphs))}</div><div class='reply'><p><font size="1"><u><a href="reply?id=1">reply</a></u></font></div></div></td></tr></table></td></tr>"""
        for post, depth, _ in flat(posts)
    )
    return f"<table border='0' class='comment-tree'>{rows}</table>"


def old_reddit(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        below = "".join(map(item, post.answers))
        below = (
            f'<div id="siteTable_t1_c{post.number}" class="sitetable listing">{below}</div>'
            if below
            else ""
        )
        return f"""<div class=" thing id-t1_c{post.number} noncollapsed comment " id="thing_t1_c{post.number}" onclick="click_thing(this)" data-fullname="t1_c{post.number}" data-type="comment" data-author="{escape(post.author)}"><p class="parent"><a name="c{post.number}"></a></p><div class="midcol unvoted"><div class="arrow up" aria-label="upvote"></div><div class="arrow down"></div></div><div class="entry unvoted"><p class="tagline"><a href="javascript:void(0)" class="expand">[–]</a><a href="#" class="author may-blank id-t2_x">{escape(post.author)}</a><span class="userattrs"></span> <span class="score dislikes" title="1">1 point</span><span class="score unvoted" title="2">2 points</span> <time title="x" datetime="{post.date.isoformat()}+00:00" class="live-timestamp">6 years ago</time>&nbsp;<a href="#" class="numchildren">(3 children)</a></p><form action="#" class="usertext" id="form-t1"><input type="hidden" name="thing_id" value="t1"/><div class="usertext-body may-blank-within md-container"><div class="md">{paragraphs(post)}</div></div></form><ul class="flat-list buttons"><li class="first"><a href="#" class="bylink">permalink</a></li><li><a href="#">embed</a></li><li class="report-button"><a href="#">report</a></li></ul></div><div class="child">{below}</div><div class="clearleft"></div></div><div class="clearleft"></div>"""

    return f'<div class="commentarea"><div class="panestack-title"><span class="title">all {len(list(flat(posts)))} comments</span></div><div id="siteTable_t3" class="sitetable nestedlisting">{"".join(map(item, posts))}</div></div>'


def new_reddit(posts: tuple[Post, ...]) -> str:
    def item(post: Post, depth: int) -> str:
        return f"""<shreddit-comment author="{escape(post.author)}" thingid="t1_c{post.number}" depth="{depth}" created="{post.date.isoformat()}.000000+0000" score="4" content-type="text"><div slot="commentAvatar"><a href="#"><img src="a"/></a></div><div slot="commentMeta"><div><a href="/user/x/">{escape(post.author)}</a><span>•</span><a href="#"><faceplate-timeago ts="{post.date.isoformat()}.000000+0000"><time datetime="{post.date.isoformat()}.000Z">2y ago</time></faceplate-timeago></a></div></div><div id="t1_c{post.number}-comment-rtjson-content" slot="comment" class="md"><div class="inline-block">{paragraphs(post)}</div></div><shreddit-comment-action-row slot="actionRow"></shreddit-comment-action-row>{"".join(item(each, depth + 1) for each in post.answers)}</shreddit-comment>"""

    return f'<shreddit-comment-tree id="comment-tree">{"".join(item(post, 0) for post in posts)}</shreddit-comment-tree>'


def phpbb3(posts: tuple[Post, ...]) -> str:
    return "".join(
        f"""<div id="p{post.number}" class="post has-profile bg{post.number % 2 + 1}"><div class="inner"><dl class="postprofile" id="profile{post.number}"><dt class="no-profile-rank no-avatar"><div class="avatar-container"></div><a href="./memberlist.php?u=2" class="username">{escape(post.author)}</a></dt><dd class="profile-posts"><strong>Posts:</strong> <a href="#">17</a></dd><dd class="profile-joined"><strong>Joined:</strong> Mon Mar 05, 2012 7:24 pm</dd></dl><div class="postbody"><div id="post_content{post.number}"><h3 class="first"><a href="#p{post.number}">Re: A page</a></h3><ul class="post-buttons"><li><a href="#" title="Reply with quote" class="button button-icon-only"><i></i><span class="sr-only">Quote</span></a></li></ul><p class="author"><a class="unread" href="./viewtopic.php?p={post.number}#p{post.number}" title="Post"><i></i><span class="sr-only">Post</span></a><span class="responsive-hide">by <strong><a href="#" class="username">{escape(post.author)}</a></strong> &raquo; </span><time datetime="{post.date.isoformat()}+00:00">{post.date:%a %b %d, %Y}</time></p><div class="content">{broken(post)}</div></div></div><div class="back2top"><a href="#top" class="top" title="Top"><span class="sr-only">Top</span></a></div></div></div><hr class="divider" />"""
        for post, _, _ in flat(posts)
    )


def vbulletin3(posts: tuple[Post, ...]) -> str:
    return "".join(
        f"""<!-- post #{post.number} --><div id="edit{post.number}" style="padding:0px 0px 6px 0px"><table id="post{post.number}" class="tborder" cellpadding="6" width="100%"><tr><td class="thead" style="font-weight:normal"><a name="post{post.number}"><img src="s.gif" alt="Old" /></a> {post.date:%d}th {post.date:%B %Y}, {post.date:%H:%M}</td><td class="thead" align="right">#<a href="showpost.php?p={post.number}" id="postcount{post.number}" name="{post.number}"><strong>{post.number}</strong></a></td></tr><tr valign="top"><td class="alt2" width="175"><div id="postmenu_{post.number}"><a class="bigusername" href="member.php?u=1">{escape(post.author)}</a></div><div class="smallfont">Senior Member</div><div class="smallfont"><div>Join Date: May 2005</div><div>Posts: 1,234</div></div></td><td class="alt1" id="td_post_{post.number}"><div id="post_message_{post.number}">{broken(post)}</div><div align="right"><a href="#"><img src="quote.gif" alt="Reply With Quote"/></a></div></td></tr></table></div>"""
        for post, _, _ in flat(posts)
    )


def vbulletin4(posts: tuple[Post, ...]) -> str:
    items = "".join(
        f"""<li class="postbitlegacy postbitim postcontainer old" id="post_{post.number}"><div class="posthead"><span class="postdate old"><span class="date">{post.date:%d}.{post.date:%m.%Y},&nbsp;<span class="time">{post.date:%H:%M}</span></span></span><span class="nodecontrols"><a name="post{post.number}" href="#post{post.number}" class="postcounter">#{post.number}</a></span></div><div class="postdetails"><div class="userinfo"><div class="username_container"><a class="username offline popupctrl" href="#" title="{escape(post.author)} is offline"><strong>{escape(post.author)}</strong></a></div><span class="usertitle">Benutzer</span><dl class="userinfo_extra"><dt>Registriert seit</dt><dd>May 2010</dd><dt>Beiträge</dt><dd>99</dd></dl></div><div class="postbody"><div class="postrow"><h2 class="title icon">AW: A page</h2><div class="content"><div id="post_message_{post.number}"><blockquote class="postcontent restore ">{broken(post)}</blockquote></div></div></div></div></div></li>"""
        for post, _, _ in flat(posts)
    )
    return f'<div id="postlist" class="postlist restrain"><ol id="posts" class="posts">{items}</ol></div>'


def xenforo1(posts: tuple[Post, ...]) -> str:
    items = "".join(
        f"""<li id="post-{post.number}" class="message   " data-author="{escape(post.author)}"><div class="messageUserInfo"><div class="messageUserBlock"><div class="avatarHolder"><a href="#" class="avatar"><img src="a.png"/></a></div><h3 class="userText"><a href="#" class="username" dir="auto">{escape(post.author)}</a><em class="userTitle">Member</em></h3></div></div><div class="messageInfo primaryContent"><div class="messageContent"><article><blockquote class="messageText SelectQuoteContainer ugc baseHtml">{broken(post)}<div class="messageTextEndMarker">&nbsp;</div></blockquote></article></div><div class="messageMeta ToggleTriggerAnchor"><div class="privateControls"><span class="item muted"><span class="authorEnd"><a href="#" class="username author">{escape(post.author)}</a>,</span> <a href="#" title="Permalink" class="datePermalink"><span class="DateTime" title="{spoken(post.date)}">{post.date:%b} {post.date.day}, {post.date.year}</span></a></span></div><div class="publicControls"><a href="#" title="Permalink" class="item muted postNumber hashPermalink">#{post.number}</a></div></div></div></li>"""
        for post, _, _ in flat(posts)
    )
    return f'<ol class="messageList" id="messageList">{items}</ol>'


def xenforo2(posts: tuple[Post, ...]) -> str:
    return "".join(
        f"""<article class="message message--post js-post js-inlineModContainer" data-author="{escape(post.author)}" data-content="post-{post.number}" id="js-post-{post.number}"><span class="u-anchorTarget" id="post-{post.number}"></span><div class="message-inner"><div class="message-cell message-cell--user"><section itemscope itemtype="https://schema.org/Person" class="message-user"><div class="message-avatar"><a class="avatar"><img/></a></div><div class="message-userDetails"><h4 class="message-name"><a href="#" class="username"><span itemprop="name">{escape(post.author)}</span></a></h4><h5 class="userTitle message-userTitle">Well-known member</h5></div></section></div><div class="message-cell message-cell--main"><div class="message-main js-quickEditTarget"><header class="message-attribution message-attribution--split"><ul class="message-attribution-main listInline"><li class="u-concealed"><a href="#" rel="nofollow"><time class="u-dt" dir="auto" datetime="{post.date.isoformat()}+0000" data-time="1564845120" title="x">{post.date:%b} {post.date.day}, {post.date.year}</time></a></li></ul><ul class="message-attribution-opposite"><li><a href="#">#{post.number}</a></li></ul></header><div class="message-content js-messageContent"><div class="message-userContent lbContainer"><article class="message-body js-selectToQuote"><div class="bbWrapper">{broken(post)}</div><div class="js-selectToQuoteEnd">&nbsp;</div></article></div></div><footer class="message-footer"><div class="message-actionBar actionBar"><a class="actionBar-action">Reply</a></div></footer></div></div></div></article>"""
        for post, _, _ in flat(posts)
    )


def smf(posts: tuple[Post, ...]) -> str:
    return "".join(
        f"""<div class="windowbg{"2" if post.number % 2 else ""}"><span class="topslice"><span></span></span><div class="post_wrapper"><div class="poster"><h4><img src="on.gif" alt="Offline" /><a href="#" title="View the profile of {escape(post.author)}">{escape(post.author)}</a></h4><ul class="reset smalltext" id="msg_{post.number}_extra_info"><li class="postgroup">Newbie</li><li class="postcount">Posts: 4</li></ul></div><div class="postarea"><div class="flow_hidden"><div class="keyinfo"><h5 id="subject_{post.number}"><a href="#msg{post.number}" rel="nofollow">Re: A page</a></h5><div class="smalltext">&#171; <strong>Reply #{post.number} on:</strong> {spoken(post.date)} &#187;</div></div></div><div class="post"><div class="inner" id="msg_{post.number}">{broken(post)}</div></div></div></div></div>"""
        for post, _, _ in flat(posts)
    )


def jcomments(posts: tuple[Post, ...]) -> str:
    def items(posts: tuple[Post, ...], parent: int) -> str:
        return (
            f'<div class="comments-list" id="comments-list-{parent}">'
            + "".join(
                f"""<div class="even" id="comment-item-{post.number}"><div class="rbox"><div class="rbox_tr"><div class="rbox_tl"><div class="rbox_t">&nbsp;</div></div></div><div class="rbox_m"><div class="comment-box"><a class="comment-anchor" href="#comment-{post.number}" id="comment-{post.number}">#{post.number}</a><span class="comment-author">{escape(post.author)}</span><span class="comment-date">{post.date:%Y-%m-%d %H:%M}</span><div class="comment-body" id="comment-body-{post.number}">{broken(post)}</div><span class="comments-buttons"><a href="#">Reply</a> | <a href="#">Quote</a></span></div></div></div>{items(post.answers, post.number) if post.answers else ""}</div>"""
                for post in posts
            )
            + "</div>"
        )

    return f'<div id="jc"><div id="comments"><h4>Comments&nbsp;</h4>{items(posts, 0)}</div></div>'


def lobsters(posts: tuple[Post, ...]) -> str:
    def items(posts: tuple[Post, ...]) -> str:
        return (
            '<ol class="comments">'
            + "".join(
                f"""<li class="comments_subtree"><input id="comment_folder_{post.number}" class="comment_folder_button" type="checkbox"><div id="c_a{post.number}" data-shortid="a{post.number}" class="comment"><label class="comment_folder"></label><div class="voters"><a class="upvoter"></a><div class="score">5</div></div><div class="details"><div class="byline"><a name="c_a{post.number}"></a><a href="/u/x"><img class="avatar" src="a.png"></a> <a href="/u/x">{escape(post.author)}</a> <span title="{post.date:%Y-%m-%d %H:%M:%S} -0500">3 years ago</span> | <a href="/c/a{post.number}">link</a></div><div class="comment_text">{paragraphs(post)}</div></div></div>{items(post.answers)}</li>"""
                for post in posts
            )
            + "</ol>"
        )

    return items(posts)


def stack_of_articles(posts: tuple[Post, ...]) -> str:
    """The example of the HTML standard: articles in the article."""

    def item(post: Post) -> str:
        return f"""<article><footer><p>Posted by: <cite>{escape(post.author)}</cite></p><p><time datetime="{post.date.isoformat()}">15 minutes ago</time></p></footer>{paragraphs(post)}{"".join(map(item, post.answers))}</article>"""

    return f"<section><h2>Comments</h2>{''.join(map(item, posts))}</section>"


def microdata(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        return f"""<article itemprop="comment" itemscope itemtype="http://schema.org/Comment" id="c{post.number}"><link itemprop="url" href="#c{post.number}"><footer><p>Posted by: <span itemprop="creator" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{escape(post.author)}</span></span></p><p><time itemprop="dateCreated" datetime="{post.date.isoformat()}">15 minutes ago</time></p></footer>{paragraphs(post)}{"".join(map(item, post.answers))}</article>"""

    return f"<section><h1>Discussion</h1>{''.join(map(item, posts))}</section>"


def plain_list(posts: tuple[Post, ...]) -> str:
    """Lists without a class, under a heading."""

    def items(posts: tuple[Post, ...]) -> str:
        return (
            "<ul>"
            + "".join(
                f"<li><p><strong>{escape(post.author)}</strong> <time datetime='{post.date:%Y-%m-%d}'>{post.date:%d %B %Y}</time></p>{paragraphs(post)}{items(post.answers) if post.answers else ''}</li>"
                for post in posts
            )
            + "</ul>"
        )

    return f"<h2>{len(list(flat(posts)))} comments</h2>{items(posts)}"


def indented_by_style(posts: tuple[Post, ...]) -> str:
    return (
        '<div id="kommentare">'
        + "".join(
            f"""<div class="kommentar" id="kommentar{post.number}" style="margin-left: {depth * 25}px"><h4>{escape(post.author)}</h4><span class="datum">{post.date:%d.%m.%Y, %H:%M} Uhr</span><div class="text">{paragraphs(post)}</div><a href="#">Antworten</a></div>"""
            for post, depth, _ in flat(posts)
        )
        + "</div>"
    )


def levels_by_class(posts: tuple[Post, ...]) -> str:
    return (
        '<ul class="postings">'
        + "".join(
            f"""<li class="posting level-{depth}" data-postid="{post.number}"><div class="posting-head"><span class="nick">{escape(post.author)}</span> <span class="posting-time">{post.date:%Y-%m-%d %H:%M}</span></div><div class="posting-body">{paragraphs(post)}</div></li>"""
            for post, depth, _ in flat(posts)
        )
        + "</ul>"
    )


def parents_by_attribute(posts: tuple[Post, ...]) -> str:
    return (
        '<div class="comment-stream">'
        + "".join(
            f"""<div class="cm-comment" data-comment-id="{post.number}" data-parent-id="{parent or ""}"><span class="cm-comment__user-name">{escape(post.author)}</span><time class="cm-comment__date" datetime="{post.date.isoformat()}Z">vor 3 Jahren</time><div class="cm-comment__content">{paragraphs(post)}</div><div class="cm-comment__actions"><button>Reply</button><button>12 likes</button></div></div>"""
            for post, depth, parent in flat(posts)
        )
        + "</div>"
    )


def bootstrap_media(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        return f"""<div class="media comment-box"><a class="media-left" href="#"><img class="img-circle" src="a.png" alt=""></a><div class="media-body"><h4 class="media-heading user_name">{escape(post.author)} <small>{spoken(post.date)}</small></h4>{paragraphs(post)}<p><small><a href="">Like</a> - <a href="">Reply</a></small></p>{"".join(map(item, post.answers))}</div></div>"""

    return f'<div class="comments-section"><h3>Comments ({len(list(flat(posts)))})</h3>{"".join(map(item, posts))}</div>'


def replies_apart(posts: tuple[Post, ...]) -> str:
    """Answers are called otherwise than what they answer."""

    def reply(post: Post) -> str:
        return f"""<div class="reply-item" id="reply-{post.number}"><div class="reply-head"><b class="reply-author">{escape(post.author)}</b><i class="reply-date">{post.date:%Y-%m-%d}</i></div><div class="reply-text">{paragraphs(post)}</div><div class="replies">{"".join(map(reply, post.answers))}</div></div>"""

    def item(post: Post) -> str:
        return f"""<div class="comment-item" id="comment-{post.number}"><div class="comment-head"><b class="comment-author">{escape(post.author)}</b><i class="comment-date">{post.date:%Y-%m-%d}</i></div><div class="comment-text">{paragraphs(post)}</div><div class="replies">{"".join(map(reply, post.answers))}</div></div>"""

    return f'<div class="comments-block">{"".join(map(item, posts))}</div>'


def livejournal(posts: tuple[Post, ...]) -> str:
    return (
        '<div id="comments">'
        + "".join(
            f"""<div class="comment-thread comment-depth-{depth + 1}"><div id="cmt{post.number}" class="dwexpcomment" style="margin-left: {depth * 25}px; margin-top: 5px"><div class="comment"><div class="inner"><div class="header"><div class="comment-info"><span class="comment-poster"><span class="ljuser" lj:user="x"><a href="#"><img src="i.png" alt="[personal profile]"/></a><a href="#"><b>{escape(post.author)}</b></a></span></span><span class="datetime"><span>{post.date:%Y-%m-%d %I:%M %p}</span> (<abbr>UTC</abbr>)</span><span class="commentpermalink">(<a href="#cmt{post.number}">link</a>)</span></div></div><div class="contents"><div class="comment-content">{broken(post)}</div></div><div class="footer"><ul class="comment-management-links"></ul><ul class="comment-interaction-links"><li class="reply"><a href="#">Reply to this</a></li></ul></div></div></div></div></div>"""
            for post, depth, _ in flat(posts)
        )
        + "</div>"
    )


def isso(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        return f"""<div class="isso-comment" id="isso-{post.number}"><div class="isso-avatar"><svg></svg></div><div class="isso-text-wrapper"><div class="isso-comment-header"><span class="isso-author">{escape(post.author)}</span><span class="isso-spacer">•</span><a class="isso-permalink" href="#isso-{post.number}"><time title="x" datetime="{post.date.isoformat()}Z">2 years ago</time></a><span class="isso-note">Comment in moderation queue.</span></div><div class="isso-text">{paragraphs(post)}</div><div class="isso-comment-footer"><a class="isso-upvote" href="#"></a><a class="isso-reply" href="#">Reply</a></div></div><div class="isso-follow-up">{"".join(map(item, post.answers))}</div></div>"""

    return f'<section id="isso-thread"><h4 class="isso-thread-heading">Comments</h4><div id="isso-root">{"".join(map(item, posts))}</div></section>'


def wordpress_blocks(posts: tuple[Post, ...]) -> str:
    def item(post: Post, depth: int) -> str:
        below = "".join(item(each, depth + 1) for each in post.answers)
        return f"""<li id="comment-{post.number}" class="comment even thread-even depth-{depth}"><div class="wp-block-columns is-layout-flex"><div class="wp-block-column" style="flex-basis:40px"><div class="wp-block-avatar"><img alt="{escape(post.author)} Avatar" src="a.png" class="avatar wp-block-avatar__image"/></div></div><div class="wp-block-column"><div class="wp-block-comment-author-name has-small-font-size"><a rel="external nofollow ugc" href="#" target="_self">{escape(post.author)}</a></div><div class="wp-block-group is-layout-flex"><div class="wp-block-comment-date has-small-font-size"><time datetime="{post.date.isoformat()}+02:00"><a href="/p/#comment-{post.number}">{spoken(post.date)}</a></time></div></div><div class="wp-block-comment-content">{paragraphs(post)}</div><div class="wp-block-comment-reply-link"><a class="comment-reply-link" href="#">Reply</a></div></div></div>{f"<ol>{below}</ol>" if below else ""}</li>"""

    return f"""<div class="wp-block-comments"><h2 class="wp-block-comments-title">{len(list(flat(posts)))} responses to &#8220;The flood&#8221;</h2><ol class="wp-block-comment-template">{"".join(item(post, 1) for post in posts)}</ol><div id="respond" class="comment-respond wp-block-post-comments-form"><h3>Leave a Reply</h3><form><textarea></textarea></form></div></div>"""


def stack_exchange(posts: tuple[Post, ...]) -> str:
    items = "".join(
        f"""<li id="comment-{post.number}" class="comment js-comment " data-comment-id="{post.number}" data-comment-owner-id="12" data-comment-score="2"><div class="js-comment-actions comment-actions"><div class="comment-score js-comment-edit-hide"><span title="number of 'useful comment' votes received" class="warm">2</span></div></div><div class="comment-text js-comment-text-and-form"><a name="comment{post.number}_1"></a><div class="comment-body js-comment-edit-hide"><span class="comment-copy">{escape(" ".join(post.paragraphs))}</span><div class="d-inline-flex ai-center">&ndash;&nbsp;<a href="/users/12/x" title="1,234 reputation" class="comment-user">{escape(post.author)}</a></div><span class="comment-date" dir="ltr"><a class="comment-link" href="#comment{post.number}_1"><span title="{post.date:%Y-%m-%d %H:%M:%S}Z, License: CC BY-SA 4.0" class="relativetime-clean">{post.date:%b} {post.date.day}, {post.date.year} at {post.date:%H:%M}</span></a></span></div></div></li>"""
        for post, _, _ in flat(posts)
    )
    return f'<div id="comments-1" class="comments js-comments-container" data-post-id="1"><ul class="comments-list js-comments-list">{items}</ul></div>'


def joomla_k2(posts: tuple[Post, ...]) -> str:
    items = "".join(
        f"""<li class="{"even" if post.number % 2 else "odd"}"><span class="commentLink"><a href="/p.html#comment{post.number}" name="comment{post.number}" id="comment{post.number}">Comment Link</a></span><img src="a.png" alt="{escape(post.author)}" width="50" /><span class="commentDate">{post.date:%A}, {post.date:%d %B %Y %H:%M}</span><span class="commentAuthorName">posted by {escape(post.author)}</span>{paragraphs(post)}<br class="clr" /></li>"""
        for post, _, _ in flat(posts)
    )
    return f"""<a name="itemCommentsAnchor" id="itemCommentsAnchor"></a><div class="itemComments"><h3 class="itemCommentsCounter"><span>{len(list(flat(posts)))}</span> comments</h3><ul class="itemCommentsList">{items}</ul></div>"""


def guardian(posts: tuple[Post, ...]) -> str:
    def item(post: Post, reply: bool) -> str:
        kind = "response" if reply else "top-level"
        below = "".join(item(each, True) for each in post.answers)
        return f"""<li class="d-comment d-comment--{kind}" id="comment-{post.number}" itemscope itemtype="http://schema.org/Comment" data-comment-id="{post.number}" data-comment-author="{escape(post.author)}" data-comment-timestamp="{post.date.isoformat()}Z"><div class="d-comment__inner d-comment__inner--{kind}"><div class="d-comment__meta"><div class="d-comment__avatar"><img src="a.png"/></div><div class="d-comment__meta-text"><span class="d-comment__author" itemprop="author" itemscope itemtype="http://schema.org/Person"><a href="#" itemprop="url"><span itemprop="givenName">{escape(post.author)}</span></a></span><time class="js-timestamp d-comment__timestamp" itemprop="dateCreated" datetime="{post.date.isoformat()}Z">{post.date:%d %b %Y %H:%M}</time></div></div><div class="d-comment__content"><div class="d-comment__main"><div class="d-comment__body" itemprop="text">{paragraphs(post)}</div><div class="d-comment__toolbar"><button>Reply</button><a>Share</a></div></div></div></div>{f'<ul class="d-thread d-thread--responses">{below}</ul>' if below else ""}</li>"""

    return f"""<section id="comments" class="discussion"><ul class="d-thread d-thread--comments js-new-comments">{"".join(item(post, False) for post in posts)}</ul></section>"""


def habr(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        return f"""<section class="tm-comment-thread"><article class="tm-comment-thread__comment" data-test-id="comment"><a name="comment_{post.number}" class="tm-comment-thread__target"></a><div class="tm-comment" id="comment_{post.number}"><div class="tm-comment__header"><span class="tm-user-info tm-comment__user-info"><a class="tm-user-info__userpic"><img/></a><span class="tm-user-info__user"><a href="/users/x/" class="tm-user-info__username">{escape(post.author)}</a></span></span><a href="#comment_{post.number}" class="tm-comment-thread__comment-link"><time datetime="{post.date.isoformat()}.000Z">3 авг 2019 в 15:12</time></a></div><div class="tm-comment__body-content"><div xmlns="http://www.w3.org/1999/xhtml">{paragraphs(post)}</div></div><div class="tm-comment-footer"><button>Ответить</button></div></div></article><div class="tm-comment-thread__children">{"".join(map(item, post.answers))}</div></section>"""

    return f"""<div class="tm-article-comments"><header class="tm-comments-wrapper__header"><h2 class="tm-comments-wrapper__title">Комментарии <span>{len(list(flat(posts)))}</span></h2></header><div class="tm-comments__tree">{"".join(map(item, posts))}</div></div>"""


def libreddit(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        below = "".join(map(item, post.answers))
        return f"""<div id="c{post.number}" class="comment"><div class="comment_left"><p class="comment_score" title="4">4</p><div class="line"></div></div><details class="comment_right" open><summary class="comment_data"><a class="comment_author " href="/user/x">{escape(post.author)}</a><a href="/r/x/#c{post.number}" class="created" title="{post.date:%b %d %Y, %H:%M:%S} UTC">3y ago</a></summary><div class="comment_body "><div class="md">{paragraphs(post)}</div></div><blockquote class="replies">{below}</blockquote></details></div>"""

    return "".join(f'<div class="thread">{item(post)}</div>' for post in posts)


def vanilla(posts: tuple[Post, ...]) -> str:
    items = "".join(
        f"""<li class="Item {"Alt" if post.number % 2 else ""} ItemComment" id="Comment_{post.number}"><div class="Comment"><div class="Item-Header CommentHeader"><div class="AuthorWrap"><span class="Author"><a title="x" href="#" class="PhotoWrap"><img src="a.png" class="ProfilePhoto"/></a><a href="#" class="Username">{escape(post.author)}</a></span><span class="AuthorInfo"> <span class="MItem RoleTitle">Member</span></span></div><div class="Meta CommentMeta CommentInfo"><span class="MItem DateCreated"><a href="#Comment_{post.number}" class="Permalink" rel="nofollow"><time title="x" datetime="{post.date.isoformat()}+00:00">August 2019</time></a></span></div></div><div class="Item-BodyWrap"><div class="Item-Body"><div class="Message userContent">{paragraphs(post)}</div><div class="Reactions"></div></div></div></div></li>"""
        for post, _, _ in flat(posts)
    )
    return f'<div class="CommentsWrap"><div class="DataBox DataBox-Comments"><h2 class="CommentHeading">Comments</h2><ul class="MessageList DataList Comments">{items}</ul></div></div>'


def mybb(posts: tuple[Post, ...]) -> str:
    return "".join(
        f"""<a name="pid{post.number}" id="pid{post.number}"></a><div class="post classic" id="post_{post.number}"><div class="post_author scaleimages"><div class="author_avatar"><a href="#"><img src="a.png"/></a></div><div class="author_information"><strong><span class="largetext"><a href="#">{escape(post.author)}</a></span></strong> <img src="offline.png" title="Offline" class="buddy_status"/><br/><span class="smalltext">Junior Member<br/></span></div><div class="author_statistics">Posts: 3<br/>Threads: 1<br/>Joined: Jul 2011</div></div><div class="post_content"><div class="post_head"><div class="float_right"><strong><a href="#pid{post.number}" title="RE: A page">#{post.number}</a></strong></div><span class="post_date">{post.date:%Y-%m-%d, %I:%M %p} <span class="post_edit" id="edited_by_{post.number}"></span></span></div><div class="post_body scaleimages" id="pid_{post.number}x">{broken(post)}</div><div class="post_meta" id="post_meta_{post.number}"><div class="float_right"></div></div></div></div>"""
        for post, _, _ in flat(posts)
    )


def invision(posts: tuple[Post, ...]) -> str:
    return "".join(
        f"""<a id="comment-{post.number}"></a><article id="elComment_{post.number}" class="cPost ipsBox ipsComment ipsComment_parent ipsClearfix ipsColumns"><aside class="ipsComment_author cAuthorPane ipsColumn"><h3 class="ipsType_sectionHead cAuthorPane_author"><strong><a href="#" title="Go to the profile" class="ipsType_break">{escape(post.author)}</a></strong></h3><ul class="cAuthorPane_info ipsList_reset"><li class="cAuthorPane_photo"><img src="a.png"/></li><li>Members</li><li>17 posts</li></ul></aside><div class="ipsColumn ipsColumn_fluid"><div id="comment-{post.number}_wrap" data-controller="core.front.core.comment" class="ipsComment_content ipsType_medium"><div class="ipsComment_meta ipsType_light"><p class="ipsPos_right"><a class="ipsComment_badge">#{post.number}</a></p><div class="ipsType_reset"><a href="#" class="ipsType_blendLinks">Posted <time datetime="{post.date.isoformat()}Z" title="x">August 3, 2019</time></a></div></div><div class="cPost_contentWrap ipsPad"><div data-role="commentContent" class="ipsType_normal ipsType_richText ipsContained">{paragraphs(post)}</div></div><div class="ipsItemControls"><ul class="ipsComment_controls"><li><a href="#">Quote</a></li></ul></div></div></div></article>"""
        for post, _, _ in flat(posts)
    )


def plain_definitions(posts: tuple[Post, ...]) -> str:
    items = "".join(
        f"<dt>{escape(post.author)} on {spoken(post.date)}</dt><dd>{paragraphs(post)}</dd>"
        for post, _, _ in flat(posts)
    )
    return f'<h3>Comments</h3><dl class="comments">{items}</dl>'


def plain_items(posts: tuple[Post, ...]) -> str:
    def items(posts: tuple[Post, ...]) -> str:
        return "".join(
            f"""<li><div class="meta"><span class="author">{escape(post.author)}</span>, <span class="date">{spoken(post.date)}</span></div>{paragraphs(post)}{f"<ul>{items(post.answers)}</ul>" if post.answers else ""}</li>"""
            for post in posts
        )

    return f'<ul class="comments">{items(posts)}</ul>'


def rows_of_a_table(posts: tuple[Post, ...]) -> str:
    rows = "".join(
        f"""<tr class="comment-row" data-depth="{depth}"><td class="comment-who"><a class="user">{escape(post.author)}</a><br><span class="when">{post.date:%Y-%m-%d %H:%M}</span></td><td class="comment-text">{paragraphs(post)}</td></tr>"""
        for post, depth, _ in flat(posts)
    )
    return f'<table class="comments"><tbody>{rows}</tbody></table>'


def aria(posts: tuple[Post, ...]) -> str:
    return (
        '<section aria-label="Comments">'
        + "".join(
            f"""<div role="comment" aria-level="{depth + 1}" id="x{post.number}"><h4>{escape(post.author)}</h4><time datetime="{post.date.isoformat()}">yesterday</time>{paragraphs(post)}</div>"""
            for post, depth, _ in flat(posts)
        )
        + "</section>"
    )


def said_in_words(posts: tuple[Post, ...]) -> str:
    """Nothing but a class on each comment; who and when stands in a paragraph."""
    return (
        '<div class="comments">'
        + "".join(
            f"""<div class="comment"><p>{escape(post.author)} wrote on {spoken(post.date)}:</p>{paragraphs(post)}</div>"""
            for post, _, _ in flat(posts)
        )
        + "</div>"
    )


def medium(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        below = "".join(map(item, post.answers))
        return f"""<div class="response" data-response-id="{post.number}"><div class="response-header"><a class="response-author" href="/@x">{escape(post.author)}</a><span class="response-date">{post.date:%b} {post.date.day}, {post.date.year}</span></div><div class="response-body">{paragraphs(post)}</div><div class="response-actions"><button>Clap</button><span>12</span></div>{f'<div class="response-replies">{below}</div>' if below else ""}</div>"""

    return f"""<section class="responses"><h2>Responses ({len(list(flat(posts)))})</h2>{"".join(map(item, posts))}</section>"""


def livefyre(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        return f"""<article class="fyre-comment-article" data-message-id="{post.number}"><section class="fyre-comment-wrapper"><div class="fyre-comment-user"><img class="fyre-user-avatar"/></div><header class="fyre-comment-head"><a class="fyre-comment-username"><span>{escape(post.author)}</span></a><time class="fyre-comment-date" datetime="{post.date.isoformat()}.000Z">3 years ago</time></header><section class="fyre-comment-body"><div class="fyre-comment" itemprop="text">{paragraphs(post)}</div></section><footer class="fyre-comment-footer"><a class="fyre-comment-like">Like</a> <a class="fyre-comment-reply">Reply</a></footer></section><section class="fyre-comment-replies">{"".join(map(item, post.answers))}</section></article>"""

    return f'<div class="fyre-stream"><div class="fyre-stream-content">{"".join(map(item, posts))}</div></div>'


def old_movable_type(posts: tuple[Post, ...]) -> str:
    return '<div class="comments-head">Comments</div>' + "".join(
        f"""<div class="comments-body">{paragraphs(post)}<span class="comments-post">Posted by: <a href="#">{escape(post.author)}</a> at {spoken(post.date)}</span></div>"""
        for post, _, _ in flat(posts)
    )


def squarespace(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        below = "".join(map(item, post.answers))
        return f"""<div class="comment-wrap"><div id="comment-5f{post.number:04}" class="comment"><div class="comment-header clear"><div class="avatar"><img src="a.png"/></div><div class="author"><a href="#">{escape(post.author)}</a></div><div class="date">{post.date:%B} {post.date.day}, {post.date.year}</div></div><div class="comment-body">{paragraphs(post)}</div><div class="comment-footer"><a class="like-comment">0 Likes</a><a class="reply-comment">Reply</a></div></div>{f'<div class="child-comments">{below}</div>' if below else ""}</div>"""

    return f'<div class="squarespace-comments" id="comments-5f"><div class="comments-header"><div class="title">Comments ({len(list(flat(posts)))})</div></div><div class="comment-list-container"><div class="comment-list">{"".join(map(item, posts))}</div></div></div>'


def slashdot(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        below = "".join(map(item, post.answers))
        return f"""<li id="tree_{post.number}" class="comment full"><div id="comment_{post.number}" class="cw"><div id="comment_top_{post.number}" class="commentTop"><div class="title"><h4><a href="/c?cid={post.number}">Re:The flood</a> <span class="score">(Score:5)</span></h4></div><div class="details"><span class="by">by <a href="/~x">{escape(post.author)}</a></span> <span class="otherdetails">on {post.date:%A %B %d, %Y @%I:%M%p} (<a href="#">#{post.number}</a>)</span></div></div><div class="commentBody"><div id="comment_body_{post.number}">{paragraphs(post)}</div></div><div class="commentSub"><a href="#">Reply to This</a></div></div>{f'<ul class="commtree">{below}</ul>' if below else ""}</li>"""

    return f'<div id="comments"><ul id="commentlisting">{"".join(map(item, posts))}</ul></div>'


def lwn(posts: tuple[Post, ...]) -> str:
    def item(post: Post) -> str:
        below = "".join(map(item, post.answers))
        return f"""<a name="Comm{post.number}"></a><details class="CommentBox" open><summary><h3 class="CommentTitle">The flood</h3><p class="CommentPoster">Posted {post.date:%b} {post.date.day}, {post.date.year} {post.date:%H:%M} UTC ({post.date:%a}) by <b>{escape(post.author)}</b> (subscriber, #{post.number + 50}) [<a href="/A/{post.number}/">Link</a>]</p></summary><div class="FormattedComment">{paragraphs(post)}</div></details>{f'<div class="Comment">{below}</div>' if below else ""}"""

    return "".join(map(item, posts))


def coral(posts: tuple[Post, ...]) -> str:
    return (
        '<section id="coral-comments"><h2>All Comments</h2>'
        + "".join(
            f"""<div id="comment-{post.number}ab12" class="coral coral-comment coral-indent-{depth}"><button class="Username-root"><span class="Username-text coral-username">{escape(post.author)}</span></button><time class="coral-timestamp" datetime="{post.date.isoformat()}.000Z">then</time><div class="coral-content"><div>{broken(post)}</div></div><button>Reply</button></div>"""
            for post, depth, _ in flat(posts)
        )
        + "</section>"
    )


def remark42(posts: tuple[Post, ...]) -> str:
    def item(post: Post, depth: int) -> str:
        below = "".join(item(each, depth + 1) for each in post.answers)
        return f"""<div class="thread thread_level_{depth}"><article class="comment" id="remark42__comment-{post.number}abc9"><div class="comment__info"><button class="comment__username">{escape(post.author)}</button> <a href="#remark42__comment-{post.number}abc9" class="comment__time">{spoken(post.date)}</a></div><div class="comment__body"><div class="comment__text">{paragraphs(post)}</div><div class="comment__actions"><button>Reply</button></div></div></article>{below}</div>"""

    return f'<div class="root__threads">{"".join(item(post, 0) for post in posts)}</div>'


class Markup(NamedTuple):
    """How a page prints a thread; ``nests`` says that it shows who answers whom,
    ``forum`` that one post alone would be taken for an article."""

    name: str
    render: Callable[[tuple[Post, ...]], str]
    nests: bool = True
    dates: bool = True
    forum: bool = False


MARKUPS = [
    Markup("wordpress, xhtml", wordpress_xhtml),
    Markup("wordpress, html5", wordpress_html5),
    Markup("wordpress, divs", wordpress_divs),
    Markup("blogger, threaded", blogger_threaded),
    Markup("blogger, classic", blogger_classic, nests=False),
    Markup("drupal 6", drupal6),
    Markup("drupal 7", drupal7),
    Markup("drupal 8", drupal8),
    Markup("movable type", movable_type),
    Markup("typepad", typepad, nests=False),
    Markup("disqus", disqus),
    Markup("disqus, of old", disqus_old, dates=False),
    Markup("discourse", discourse, nests=False),
    Markup("hacker news", hacker_news),
    Markup("reddit, of old", old_reddit),
    Markup("reddit", new_reddit),
    Markup("phpbb 3", phpbb3, nests=False, forum=True),
    Markup("vbulletin 3", vbulletin3, nests=False, forum=True),
    Markup("vbulletin 4", vbulletin4, nests=False, forum=True),
    Markup("xenforo 1", xenforo1, nests=False, forum=True),
    Markup("xenforo 2", xenforo2, nests=False, forum=True),
    Markup("smf", smf, nests=False, forum=True),
    Markup("jcomments", jcomments),
    Markup("lobsters", lobsters),
    Markup("articles in articles", stack_of_articles),
    Markup("microdata", microdata),
    Markup("lists without a class", plain_list),
    Markup("indented by style", indented_by_style),
    Markup("levels by class", levels_by_class),
    Markup("parents by attribute", parents_by_attribute),
    Markup("bootstrap media", bootstrap_media),
    Markup("answers called otherwise", replies_apart),
    Markup("livejournal", livejournal),
    Markup("isso", isso),
    Markup("wordpress, blocks", wordpress_blocks),
    Markup("stack exchange", stack_exchange, nests=False),
    Markup("joomla k2", joomla_k2, nests=False),
    Markup("the guardian", guardian),
    Markup("habr", habr),
    Markup("libreddit", libreddit),
    Markup("vanilla", vanilla, nests=False),
    Markup("mybb", mybb, nests=False, forum=True),
    Markup("invision", invision, nests=False),
    Markup("definitions without a class", plain_definitions, nests=False),
    Markup("items without a class", plain_items),
    Markup("rows of a table", rows_of_a_table),
    Markup("aria", aria),
    Markup("said in words", said_in_words, nests=False),
    Markup("medium", medium),
    Markup("livefyre", livefyre),
    Markup("movable type, of old", old_movable_type, nests=False),
    Markup("squarespace", squarespace),
    Markup("slashdot", slashdot),
    Markup("lwn", lwn),
    Markup("coral", coral),
    Markup("remark42", remark42),
]

ARTICLE = [
    "The river rose by two metres in the night, and by morning the lower town stood under water.",
    "Nobody was hurt, said the mayor on Tuesday, but it would take weeks until the cellars were dry "
    "again; the fire brigade had been pumping since four o'clock, and help came from three towns.",
    "What had been forecast was rain, not a flood. The gauge at the bridge had not been read since "
    "the spring, because nobody had been found to follow the man who had read it for thirty years.",
    "The council meets on Friday to talk about the dam, which was to be built twenty years ago.",
]


def page(thread: str) -> str:
    """Return a page with an article and a thread below it."""
    text = "\n".join(f"<p>{each}</p>" for each in ARTICLE)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The flood | The Paper</title>
<meta property="og:title" content="The flood"><meta name="author" content="Vera Holt">
<meta property="article:published_time" content="2019-08-01T06:30:00+02:00">
<link rel="canonical" href="https://paper.example/flood"></head>
<body class="single single-post"><header class="site-header"><nav><ul><li><a href="/">Home</a></li><li><a href="/a">About</a></li></ul></nav></header>
<main id="main"><article class="post type-post hentry" id="post-77"><h1 class="entry-title">The flood</h1>
<div class="entry-content">{text}</div></article>
{thread}
</main><aside class="sidebar"><section class="widget widget_recent_comments"><h3>Recent Comments</h3><ul id="recentcomments"><li class="recentcomments"><span class="comment-author-link">Someone</span> on <a href="/x#comment-9">Another page</a></li></ul></section></aside>
<footer class="site-footer"><p>Copyright The Paper</p></footer></body></html>"""
