"""The parts of a document that all lessons share: styles, numbering, settings, properties."""
from xml.sax.saxutils import escape

from .ooxml import HEAD, NAMES, element, relations, write

FONT = 'Arial'

# Identifier, name, type, based on, paragraph properties, run properties.
STYLES = [
    ('Normal', 'Normal', 'paragraph', None, '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>', ''),
    ('Titre', 'Title', 'paragraph', 'Normal', '<w:spacing w:after="240"/><w:jc w:val="center"/>',
     '<w:b/><w:color w:val="1F3864"/><w:sz w:val="40"/>'),
    ('Titre1', 'heading 1', 'paragraph', 'Normal',
     '<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/>',
     '<w:b/><w:color w:val="1F3864"/><w:sz w:val="32"/>'),
    ('Titre2', 'heading 2', 'paragraph', 'Normal',
     '<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="1"/>',
     '<w:b/><w:color w:val="2F5496"/><w:sz w:val="26"/>'),
    ('Exercice', 'Exercice', 'paragraph', 'Titre2', '<w:numPr><w:numId w:val="1"/></w:numPr>', ''),
    ('Consigne', 'Consigne', 'paragraph', 'Normal', '<w:keepNext/>', '<w:i/>'),
    ('Paragraphedeliste', 'List Paragraph', 'paragraph', 'Normal', '<w:ind w:left="720"/><w:contextualSpacing/>', ''),
    ('Tableau', 'Contenu de tableau', 'paragraph', 'Normal', '<w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/>', ''),
    ('Lgende', 'caption', 'paragraph', 'Normal', '<w:jc w:val="center"/>', '<w:i/><w:color w:val="44546A"/><w:sz w:val="20"/>'),
    ('Citation', 'Quote', 'paragraph', 'Normal', '<w:ind w:left="864" w:right="864"/>', '<w:i/><w:color w:val="404040"/>'),
    ('Notedebasdepage', 'footnote text', 'paragraph', 'Normal', '<w:spacing w:after="0"/>', '<w:sz w:val="20"/>'),
    ('Policepardfaut', 'Default Paragraph Font', 'character', None, '', ''),
    ('Appelnotedebasdep', 'footnote reference', 'character', 'Policepardfaut', '', '<w:vertAlign w:val="superscript"/>'),
    ('Lienhypertexte', 'Hyperlink', 'character', 'Policepardfaut', '', '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
    ('lev', 'Strong', 'character', 'Policepardfaut', '', '<w:b/>'),
    ('TableauNormal', 'Normal Table', 'table', None, '', ''),
    ('Grilledutableau', 'Table Grid', 'table', 'TableauNormal', '', ''),
]
DEFAULTS = {'Normal', 'Policepardfaut', 'TableauNormal'}
GRID = element('w:tblPr', element('w:tblBorders', *(
    element(f'w:{side}', w_val='single', w_sz='4', w_space='0', w_color='auto')
    for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))))
MARGINS = ('<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
           '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
           '</w:tblCellMar></w:tblPr>')

# List numbers: 1 is of headings "Exercice 1 :"; LETTERS + n and FIGURES + n begin again for each n; BULLETS.
LETTERS, FIGURES, BULLETS, MANY = 100, 200, 3, 12


def styles(language):
    defaults = element(
        'w:docDefaults',
        element('w:rPrDefault', element(
            'w:rPr', element('w:rFonts', w_ascii=FONT, w_hAnsi=FONT, w_eastAsia=FONT, w_cs=FONT),
            '<w:sz w:val="24"/><w:szCs w:val="24"/>',
            element('w:lang', w_val=language, w_eastAsia='en-US', w_bidi='ar-SA'))),
        element('w:pPrDefault'))
    return f'{HEAD}<w:styles {NAMES}>{defaults}{"".join(style(*row) for row in STYLES)}</w:styles>'


def style(identifier, name, kind, base, paragraph, letters):
    table = GRID if identifier == 'Grilledutableau' else MARGINS if identifier == 'TableauNormal' else ''
    own = name in ('Exercice', 'Consigne', 'Contenu de tableau')
    return element(
        'w:style', element('w:name', w_val=name), element('w:basedOn', w_val=base) if base else '',
        '<w:qFormat/>' if kind == 'paragraph' else '',
        element('w:pPr', paragraph) if paragraph else '', element('w:rPr', letters) if letters else '', table,
        w_type=kind, w_default='1' if identifier in DEFAULTS else None, w_customStyle='1' if own else None,
        w_styleId=identifier)


def level(number, form, text, left, hanging, font=None, style_name=None, suffix=None):
    return element(
        'w:lvl', '<w:start w:val="1"/>', element('w:numFmt', w_val=form),
        element('w:pStyle', w_val=style_name) if style_name else '',
        element('w:suff', w_val=suffix) if suffix else '', element('w:lvlText', w_val=text), '<w:lvlJc w:val="left"/>',
        element('w:pPr', element('w:ind', w_left=left, w_hanging=hanging)),
        element('w:rPr', element('w:rFonts', w_ascii=font, w_hAnsi=font, w_hint='default')) if font else '',
        w_ilvl=number)


def numbering():
    lists = [
        ('multilevel', [level(0, 'decimal', 'Exercice %1 :', 0, 0, style_name='Exercice', suffix='space')]),
        ('hybridMultilevel', [level(0, 'lowerLetter', '%1)', 720, 360), level(1, 'lowerRoman', '%2.', 1440, 360)]),
        ('hybridMultilevel', [level(0, 'decimal', '%1.', 720, 360), level(1, 'lowerLetter', '%2)', 1440, 360)]),
        ('hybridMultilevel', [level(0, 'bullet', '\uF0B7', 720, 360, 'Symbol'),
                              level(1, 'bullet', 'o', 1440, 360, 'Courier New')]),
    ]
    abstract = ''.join(element('w:abstractNum', element('w:multiLevelType', w_val=kind), *levels, w_abstractNumId=i)
                       for i, (kind, levels) in enumerate(lists))
    again = element('w:lvlOverride', '<w:startOverride w:val="1"/>', w_ilvl=0)
    numbers = [(1, 0, ''), (BULLETS, 3, '')]
    numbers += [(LETTERS + i, 1, again) for i in range(MANY)] + [(FIGURES + i, 2, again) for i in range(MANY)]
    nums = ''.join(element('w:num', element('w:abstractNumId', w_val=of), more, w_numId=i) for i, of, more in numbers)
    return f'{HEAD}<w:numbering {NAMES}>{abstract}{nums}</w:numbering>'


def footnotes(notes):
    marks = ''.join(
        element('w:footnote', element('w:p', element('w:r', element(f'w:{kind}'))), w_type=kind, w_id=i)
        for i, kind in ((-1, 'separator'), (0, 'continuationSeparator')))
    mark = element('w:r', element('w:rPr', element('w:rStyle', w_val='Appelnotedebasdep')), '<w:footnoteRef/>')
    texts = ''.join(
        element('w:footnote', element('w:p', element('w:pPr', element('w:pStyle', w_val='Notedebasdepage')), mark,
                                      content), w_id=i)
        for i, content in enumerate(notes, 1))
    return f'{HEAD}<w:footnotes {NAMES}>{marks}{texts}</w:footnotes>'


def settings(notes):
    known = element('w:footnotePr', element('w:footnote', w_id=-1), element('w:footnote', w_id=0)) if notes else ''
    modern = element('w:compat', element('w:compatSetting', w_name='compatibilityMode',
                                         w_uri='http://schemas.microsoft.com/office/word', w_val='15'))
    return f'{HEAD}<w:settings {NAMES}><w:defaultTabStop w:val="708"/>{known}{modern}</w:settings>'


def core(title, subject, language):
    return (f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f'<dc:title>{escape(title)}</dc:title><dc:subject>{escape(subject)}</dc:subject>'
            f'<dc:language>{language}</dc:language>'
            '<dcterms:created xsi:type="dcterms:W3CDTF">2025-09-01T08:00:00Z</dcterms:created>'
            '<dcterms:modified xsi:type="dcterms:W3CDTF">2025-09-01T08:00:00Z</dcterms:modified></cp:coreProperties>')


TYPES = {
    'word/document.xml': 'document.main', 'word/styles.xml': 'styles', 'word/numbering.xml': 'numbering',
    'word/settings.xml': 'settings', 'word/footnotes.xml': 'footnotes',
}


def content_types(names):
    word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
    rows = ''.join(element('Override', PartName=f'/{name}', ContentType=f'{word}.{TYPES[name]}+xml')
                   for name in names if name in TYPES)
    rows += element('Override', PartName='/docProps/core.xml',
                    ContentType='application/vnd.openxmlformats-package.core-properties+xml')
    return (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Default Extension="png" ContentType="image/png"/>{rows}</Types>')


def lesson(path, body, title, subject, language='fr-FR', notes=(), images=(), links=()):
    """Writes a lesson. Images are (relation, file name, bytes), links (relation, address)."""
    section = ('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
               'w:left="1134" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>')
    document = f'{HEAD}<w:document {NAMES} mc:Ignorable="w14">{element("w:body", *body, section)}</w:document>'
    inside = [('rStyles', 'styles', 'styles.xml'), ('rNumbering', 'numbering', 'numbering.xml'),
              ('rSettings', 'settings', 'settings.xml')]
    inside += [('rNotes', 'footnotes', 'footnotes.xml')] if notes else []
    inside += [(relation, 'image', f'media/{name}') for relation, name, _ in images]
    inside += [(relation, 'hyperlink', address) for relation, address in links]
    parts = [('word/document.xml', document), ('word/styles.xml', styles(language)),
             ('word/numbering.xml', numbering()), ('word/settings.xml', settings(notes))]
    parts += [('word/footnotes.xml', footnotes(notes))] if notes else []
    package = [('rDocument', 'officeDocument', 'word/document.xml'),
               ('rCore', 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
                'docProps/core.xml')]
    write(path, [('[Content_Types].xml', content_types([name for name, _ in parts])), ('_rels/.rels', relations(package)),
                 *parts, ('word/_rels/document.xml.rels', relations(inside)), ('docProps/core.xml', core(title, subject, language)),
                 *((f'word/media/{name}', data) for _, name, data in images)])
