"""WordprocessingML as a French Word writes it: style identifiers in French, names in English."""
import zipfile
from xml.sax.saxutils import escape, quoteattr

SPACES = {
    'w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    'r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'm': 'http://schemas.openxmlformats.org/officeDocument/2006/math',
    'wp': 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
    'a': 'http://schemas.openxmlformats.org/drawingml/2006/main',
    'pic': 'http://schemas.openxmlformats.org/drawingml/2006/picture',
    'mc': 'http://schemas.openxmlformats.org/markup-compatibility/2006',
    'wps': 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
    'w14': 'http://schemas.microsoft.com/office/word/2010/wordml',
    'v': 'urn:schemas-microsoft-com:vml',
    'o': 'urn:schemas-microsoft-com:office:office',
    'adec': 'http://schemas.microsoft.com/office/drawing/2017/decorative',
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMES = ' '.join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
EMU = 9525      # of a CSS pixel


def element(tag, /, *content, **attributes):
    """An element; an underscore in an attribute's name stands for its colon."""
    said = ''.join(f' {key.replace("_", ":")}={quoteattr(str(value))}' for key, value in attributes.items()
                   if value is not None)
    inside = ''.join(content)
    return f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>"


# ---- Runs ----

def run(text, bold=False, italic=False, underline=False, strike=False, colour=None, highlight=None, raised=None,
        lang=None, style=None, size=None):
    properties = ''.join([
        element('w:rStyle', w_val=style) if style else '',
        '<w:b/><w:bCs/>' if bold else '',
        '<w:i/><w:iCs/>' if italic else '',
        '<w:strike/>' if strike else '',
        element('w:color', w_val=colour) if colour else '',
        element('w:sz', w_val=size) + element('w:szCs', w_val=size) if size else '',
        element('w:highlight', w_val=highlight) if highlight else '',
        '<w:u w:val="single"/>' if underline else '',
        element('w:vertAlign', w_val=raised) if raised else '',
        element('w:lang', w_val=lang) if lang else '',
    ])
    return element('w:r', element('w:rPr', properties) if properties else '', letters(text))


def letters(text):
    """Text with its tabs and line ends as elements."""
    out = []
    for line_number, line in enumerate(text.split('\n')):
        if line_number:
            out.append('<w:br/>')
        for tab_number, piece in enumerate(line.split('\t')):
            if tab_number:
                out.append('<w:tab/>')
            if piece:
                out.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return ''.join(out)


def pieces(content):
    return ''.join(piece if piece.startswith('<') else run(piece) for piece in content)


# ---- Paragraphs ----

def p(*content, style=None, number=None, align=None, tabs=None, boxed=False, keep=False, before=None, left=None):
    """A paragraph. `number` is (list, level); `tabs` are (place, kind, leader) in twips."""
    border = ''.join(element(f'w:{side}', w_val='single', w_sz='8', w_space='4', w_color='2F5496')
                     for side in ('top', 'left', 'bottom', 'right'))
    properties = ''.join([
        element('w:pStyle', w_val=style) if style else '',
        '<w:keepNext/>' if keep else '',
        element('w:numPr', element('w:ilvl', w_val=number[1]), element('w:numId', w_val=number[0])) if number else '',
        element('w:pBdr', border) if boxed else '',
        element('w:shd', w_val='clear', w_color='auto', w_fill='E7EEF9') if boxed else '',
        element('w:tabs', *(element('w:tab', w_val=kind, w_leader=leader, w_pos=place)
                            for place, kind, leader in tabs)) if tabs else '',
        element('w:spacing', w_before=before) if before is not None else '',
        element('w:ind', w_left=left) if left is not None else '',
        element('w:jc', w_val=align) if align else '',
    ])
    return element('w:p', element('w:pPr', properties) if properties else '', pieces(content))


def empty(count=1):
    return '<w:p/>' * count


# ---- Tables ----

def table(rows, widths, header=1, style='Grilledutableau', title=None):
    """Rows of cells; a cell is a string, paragraphs, or (content, columns)."""
    grid = element('w:tblGrid', *(element('w:gridCol', w_w=width) for width in widths))
    properties = element(
        'w:tblPr', element('w:tblStyle', w_val=style), element('w:tblW', w_w='0', w_type='auto'),
        element('w:tblLook', w_val='04A0', w_firstRow='1', w_lastRow='0', w_firstColumn='0', w_lastColumn='0',
                w_noHBand='0', w_noVBand='1'),
        element('w:tblCaption', w_val=title) if title else '')
    return element('w:tbl', properties, grid,
                   *(row(cells, widths, number < header) for number, cells in enumerate(rows)))


def row(cells, widths, header):
    out, column = [], 0
    for cell in cells:
        content, columns = cell if isinstance(cell, tuple) else (cell, 1)
        if not content.startswith('<w:p'):
            content = p(run(content, bold=header), style='Tableau')
        properties = element(
            'w:tcPr', element('w:tcW', w_w=sum(widths[column:column + columns]), w_type='dxa'),
            element('w:gridSpan', w_val=columns) if columns > 1 else '',
            element('w:shd', w_val='clear', w_color='auto', w_fill='D9E2F3') if header else '',
            '<w:vAlign w:val="center"/>')
        out.append(element('w:tc', properties, content))
        column += columns
    return element('w:tr', element('w:trPr', '<w:cantSplit/>', '<w:tblHeader/>' if header else ''), *out)


# ---- Fields, links, notes, controls ----

def field(instruction, result):
    return (element('w:r', element('w:fldChar', w_fldCharType='begin')) +
            element('w:r', f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>') +
            element('w:r', element('w:fldChar', w_fldCharType='separate')) + run(result) +
            element('w:r', element('w:fldChar', w_fldCharType='end')))


def link(relation, text):
    return element('w:hyperlink', run(text, style='Lienhypertexte'), r_id=relation)


def inner_link(bookmark, text):
    return element('w:hyperlink', run(text, style='Lienhypertexte'), w_anchor=bookmark)


def bookmark(number, name, *content):
    return element('w:bookmarkStart', w_id=number, w_name=name) + pieces(content) + element('w:bookmarkEnd', w_id=number)


def note(number):
    return element('w:r', element('w:rPr', element('w:rStyle', w_val='Appelnotedebasdep')),
                   element('w:footnoteReference', w_id=number))


def check_box(number, ticked=False):
    sign = '\u2612' if ticked else '\u2610'
    states = (element('w14:checked', w14_val=int(ticked)) +
              element('w14:checkedState', w14_val='2612', w14_font='MS Gothic') +
              element('w14:uncheckedState', w14_val='2610', w14_font='MS Gothic'))
    return element('w:sdt', element('w:sdtPr', element('w:id', w_val=number), element('w14:checkbox', states)),
                   element('w:sdtContent', run(sign)))


def drop_down(number, placeholder, choices):
    items = ''.join(element('w:listItem', w_displayText=choice, w_value=choice) for choice in choices)
    return element(
        'w:sdt',
        element('w:sdtPr', element('w:id', w_val=number), '<w:showingPlcHdr/>', element('w:dropDownList', items)),
        element('w:sdtContent', run(placeholder, colour='767171')))


# ---- Drawings ----

def image(relation, number, name, width, height, alt=None, decorative=False):
    about = element('wp:docPr', *([element(
        'a:extLst', element('a:ext', element('adec:decorative', val='1'),
                            uri='{C183D7F6-B498-43B3-948B-1728B52AA6E4}'))] if decorative else []),
        id=number, name=name, descr=alt)
    size = {'cx': width * EMU, 'cy': height * EMU}
    picture = element(
        'pic:pic', element('pic:nvPicPr', element('pic:cNvPr', id=number, name=name), '<pic:cNvPicPr/>'),
        element('pic:blipFill', element('a:blip', r_embed=relation), '<a:stretch><a:fillRect/></a:stretch>'),
        element('pic:spPr', element('a:xfrm', '<a:off x="0" y="0"/>', element('a:ext', **size)),
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'))
    graphic = element('a:graphic', element('a:graphicData', picture, uri=SPACES['pic']))
    return element('w:r', element('w:drawing', element(
        'wp:inline', element('wp:extent', **size), about, '<wp:cNvGraphicFramePr/>', graphic,
        distT=0, distB=0, distL=0, distR=0)))


def text_box(number, name, paragraphs, width, height):
    """A box at the right margin, as Word writes it: once for itself, once in VML for its elders."""
    content = element('w:txbxContent', *paragraphs)
    shape = element(
        'wps:wsp', '<wps:cNvSpPr txBox="1"/>',
        element('wps:spPr', element('a:xfrm', '<a:off x="0" y="0"/>',
                                    element('a:ext', cx=width * EMU, cy=height * EMU)),
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="FFF8E1"/></a:solidFill>'
                '<a:ln w="12700"><a:solidFill><a:srgbClr val="B45309"/></a:solidFill></a:ln>'),
        element('wps:txbx', content), '<wps:bodyPr wrap="square" lIns="91440" tIns="45720" rIns="91440" bIns="45720"/>')
    anchor = element(
        'wp:anchor', '<wp:simplePos x="0" y="0"/>',
        '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>',
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>',
        element('wp:extent', cx=width * EMU, cy=height * EMU), '<wp:wrapSquare wrapText="bothSides"/>',
        element('wp:docPr', id=number, name=name), '<wp:cNvGraphicFramePr/>',
        element('a:graphic', element('a:graphicData', shape, uri=SPACES['wps'])),
        distT=45720, distB=45720, distL=114300, distR=114300, simplePos=0, relativeHeight=251659264, behindDoc=0,
        locked=0, layoutInCell=1, allowOverlap=1)
    old = element('w:pict', element(
        'v:rect', element('v:textbox', content), fillcolor='#fff8e1',
        style=f'position:absolute;width:{width * 0.75:g}pt;height:{height * 0.75:g}pt'))
    return element('w:r', element('mc:AlternateContent',
                                  element('mc:Choice', element('w:drawing', anchor), Requires='wps'),
                                  element('mc:Fallback', old)))


# ---- Formulas (OMML) ----

def mr(text, upright=False):
    properties = '<m:rPr><m:sty m:val="p"/></m:rPr>' if upright else ''
    fonts = '<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
    return element('m:r', properties, fonts, f'<m:t xml:space="preserve">{escape(text)}</m:t>')


def terms(content):
    return ''.join(piece if piece.startswith('<') else mr(piece) for piece in content)


def e(*content, name='e'):
    return element(f'm:{name}', terms(content))


def fraction(top, bottom):
    return element('m:f', e(top, name='num'), e(bottom, name='den'))


def power(base, above):
    return element('m:sSup', e(base), e(above, name='sup'))


def index(base, below):
    return element('m:sSub', e(base), e(below, name='sub'))


def root(*content):
    return element('m:rad', '<m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/>', e(*content))


def brackets(*content, opening='(', closing=')'):
    return element('m:d', element('m:dPr', element('m:begChr', m_val=opening), element('m:endChr', m_val=closing)),
                   e(*content))


def system(*lines):
    return element('m:d', '<m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr>',
                   e(element('m:eqArr', *(e(*line) for line in lines))))


def over(base, mark):
    return element('m:acc', element('m:accPr', element('m:chr', m_val=mark)), e(base))


def total(sign, below, above, *content):
    return element('m:nary', element('m:naryPr', element('m:chr', m_val=sign), '<m:limLoc m:val="undOvr"/>'),
                   e(below, name='sub'), e(above, name='sup'), e(*content))


def formula(*content):
    return element('m:oMath', terms(content))


def display(*content):
    return element('w:p', element('m:oMathPara', '<m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>',
                                  formula(*content)))


# ---- Packages ----

def relations(rows):
    """A .rels part; rows are (id, kind, target), an address where the target has a scheme."""
    items = ''.join(element('Relationship', Id=id_, Type=kind if kind.startswith('http') else f'{RELATIONS}/{kind}',
                            Target=target, TargetMode='External' if '://' in target else None)
                    for id_, kind, target in rows)
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'


def write(path, parts):
    """A zip whose bytes depend on the parts alone."""
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            package.writestr(entry, data)
