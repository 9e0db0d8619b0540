"""HTML as word processors, spreadsheets and web pages put it on the clipboard."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal {margin:0cm;}</style></head><body lang=EN-GB><!--StartFragment-->
<p class=MsoTitle>Aims</p>
<p class=MsoNormal style='margin:0cm'>The <b style='mso-bidi-font-weight:normal'>regional data
portal</b><o:p></o:p> of <i>Souss</i>&nbsp;Massa:<br>second line<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>First bullet</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>Nested</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Second</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1><tr><td><p><b>Year</b></p></td><td colspan=2>
<p><b>Portal | n</b></p></td></tr><tr><td rowspan=2><p>2025</p></td><td><p>Souss<br>Massa</p></td>
<td><p>1</p><p>200</p></td>
</tr><tr><td><p>Oriental</p></td><td></td></tr></table>
<p class=MsoNormal>See <a href="https://example.org/a_(b)">the report</a>, <a
href="https://example.org/">https://example.org/</a>.</p><!--EndFragment--></body></html>"""

WORD_TEXT = """## Aims

The **regional data portal** of *Souss* Massa:\\
second line

- First bullet
   - Nested
- Second

| Year | Portal \\| n |  |
| --- | --- | --- |
| 2025 | Souss Massa | 1 200 |
|  | Oriental |  |

See [the report](https://example.org/a_%28b%29), https://example.org/."""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1">
<h2 dir="ltr"><span style="font-size:16pt;font-weight:700;">Programme</span></h2>
<p dir="ltr"><span style="font-weight:400;">Plain, </span><span style="font-weight:700;">bold</span>
<span style="font-weight:400;"> and </span>
<span style="font-style:italic;">italic \U0001f600</span></p>
<ol><li><p><span>one</span></p></li><ul><li><p><span>inner</span></p></li></ul><li><p>two</p></li></ol>
<p><a href="https://www.google.com/url?q=https://example.org/x&amp;sa=D"><span>link</span></a></p>
</b><br class="Apple-interchange-newline">"""

GOOGLE_TEXT = """### Programme

Plain, **bold** and *italic \U0001f600*

1. one
   - inner
2. two

[link](https://example.org/x)"""

EXCEL = """<html><body><!--StartFragment--><table width=192><col width=64 span=3>
<tr height=20><td class=xl65>City</td><td>2025</td><td></td></tr>
<tr><td>Fès</td><td align=right x:num>1&nbsp;200</td><td></td></tr>
<tr><td></td><td></td><td></td></tr>
</table><!--EndFragment--></body></html>"""

EXCEL_TEXT = """| City | 2025 |
| --- | --- |
| Fès | 1 200 |"""

HOSTILE = """<h1 onclick="alert(1)">Ti*tle</h1><script>alert(1)</script><img src=x onerror=alert(1)>
<p style="background:url(https://evil.example/x)">a_b _c_ <a
href="javascript:alert(1)">press</a></p>
<iframe src="https://evil.example/"></iframe><p># not a heading &lt;b&gt;</p>
<blockquote><p>said</p></blockquote><pre>x  *y*
z</pre>"""

HOSTILE_TEXT = """## Ti\\*tle

a_b \\_c\\_ press

\\# not a heading <b>

> said

```
x  *y*
z
```"""

CASES = {
    "Word": (WORD, WORD_TEXT, "Pasted as Markdown: headings: 1, lists: 1, tables: 1, links: 2"),
    "Google": (GOOGLE, GOOGLE_TEXT, "Pasted as Markdown: headings: 1, lists: 1, links: 1"),
    "Excel": (EXCEL, EXCEL_TEXT, "Pasted as Markdown: tables: 1"),
    "hostile": (HOSTILE, HOSTILE_TEXT, "Pasted as Markdown: headings: 1"),
}
