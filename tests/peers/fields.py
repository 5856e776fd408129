"""Fields that a pupil fills in, in other programs than ours. NATIVE is the lesson with its fields, as ardoise writes it.

    fields.py fill NATIVE IN OUT      fills in every field of IN (ODT or DOCX) in LibreOffice, and saves OUT
    fields.py answers NATIVE FILLED   whether FILLED (native again) has the same fields with what was filled in
    fields.py pdf NATIVE FILE         whether poppler finds the same fields, by the order of the tags, with their names
"""
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as tree


def fields_of(path):
    """The fields of a lesson in their order: kind, name, choices, group, answer, whether ticked."""
    found = []
    for node in tree.parse(path).iter():
        kind = node.get('data-field')
        if kind and kind != 'more':
            ticked = (node.get('data-answer') or node.get('aria-checked')) == 'true'
            choices = [c for c in (node.get('data-choices') or '').split('\n') if c]
            found.append({'kind': kind, 'name': node.get('aria-label') or '', 'choices': choices,
                          'group': node.get('data-group'), 'answer': node.get('data-answer'), 'ticked': ticked})
    return found


def wanted(fields):
    """What is filled in: a text with its number, the last choice, boxes the other way round, the last one of a group."""
    values = []
    for number, field in enumerate(fields, 1):
        if field['kind'] == 'choice':
            values.append(field['choices'][-1])
        elif field['kind'] == 'check':
            values.append(not field['ticked'])
        elif field['kind'] == 'radio':
            values.append(not any(f['group'] == field['group'] for f in fields[number:] if f['kind'] == 'radio'))
        else:
            values.append('réponse %d%s' % (number, '\nfin' if field['kind'] == 'lines' else ''))
    return values


# ---- LibreOffice ----

def start_office():
    import uno
    name = 'fields%d' % os.getpid()
    folder = 'file://%s/fields-office' % os.environ.get('HOME', '/nonexistent')
    process = subprocess.Popen(['soffice', '--headless', '--norestore', '--nologo', '-env:UserInstallation=' + folder,
                                '--accept=pipe,name=%s;urp' % name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext('com.sun.star.bridge.UnoUrlResolver', local)
    for _ in range(240):
        try:
            remote = resolver.resolve('uno:pipe,name=%s;urp;StarOffice.ComponentContext' % name)
            return process, remote.ServiceManager.createInstanceWithContext('com.sun.star.frame.Desktop', remote)
        except Exception:
            time.sleep(0.25)
    process.kill()
    sys.exit('LibreOffice does not answer')


def controls_of(document):
    """The controls of the document's form, in the order of the tab key."""
    forms = document.DrawPage.Forms
    form = forms.getByIndex(0) if forms.Count else None
    controls = [form.getByIndex(i) for i in range(form.Count)] if form else []
    return sorted(controls, key=lambda control: control.TabIndex)


def fill_control(control, value):
    if hasattr(control, 'SelectedItems'):
        control.SelectedItems = (list(control.StringItemList).index(value),)
    elif hasattr(control, 'State'):
        control.State = 1 if value else 0
    else:
        control.Text = value


def portions_of(text, found):
    """Content controls and input fields, in the order of the text."""
    for paragraph in text:
        if paragraph.supportsService('com.sun.star.text.TextTable'):
            for name in paragraph.CellNames:
                portions_of(paragraph.getCellByName(name), found)
            continue
        for portion in paragraph:
            if portion.TextPortionType == 'ContentControl':
                found.append(portion.ContentControl)
            elif portion.TextPortionType == 'TextField':
                found.append(portion.TextField)
    return found


def replace(control, text):
    """Writes over what a content control holds, as typing does."""
    for part in list(control):
        part.setString('')
    control.setString(text)


def fill_portion(portion, value):
    if not hasattr(portion, 'Checkbox'):
        portion.Content = value + portion.Content  # before the line that stands there
    elif portion.Checkbox:
        portion.Checked = value
        replace(portion, '☒' if value else '☐')
    else:
        portion.ShowingPlaceHolder = False
        replace(portion, value)


def fill(native, before, after):
    import uno
    from com.sun.star.beans import PropertyValue
    process, desktop = start_office()
    try:
        hidden = PropertyValue(Name='Hidden', Value=True)
        document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(before), '_blank', 0, (hidden,))
        odt = after.endswith('.odt')
        places = controls_of(document) if odt else portions_of(document.Text, [])
        values = wanted(fields_of(native))
        assert len(places) == len(values), '%d fields are there, %d are wanted' % (len(places), len(values))
        for place, value in zip(places, values):
            (fill_control if odt else fill_portion)(place, value)
        form = PropertyValue(Name='FilterName', Value='writer8' if odt else 'MS Word 2007 XML')
        document.storeToURL(uno.systemPathToFileUrl(after), (form,))
        document.close(True)
    finally:
        try:
            desktop.terminate()
        except Exception:
            pass
        process.wait(timeout=60)


def answers(native, filled):
    before, after = fields_of(native), fields_of(filled)
    assert len(before) == len(after), '%d fields, %d came back' % (len(before), len(after))
    for was, now, value in zip(before, after, wanted(before)):
        held = now['ticked'] if isinstance(value, bool) else now['answer']
        assert (was['kind'], was['name']) == (now['kind'], now['name']), (was, now)
        assert held == value, '%s: %r is wanted, %r is there' % (was['name'], value, held)
    print('%d answers are held' % len(before))


# ---- PDF ----

def tagged_in(path):
    """The objects of the Form elements, in the order of the tags, as poppler walks through them."""
    said = subprocess.run(['pdfinfo', '-struct', path], capture_output=True, text=True, check=True)
    assert not re.search('error', said.stderr, re.I), said.stderr
    return [int(number) for number in re.findall(r'^ *Form\b.*\n(?: */.*\n)* *Object (\d+) 0$', said.stdout, re.M)]


def named_in(path):
    """The name for assistive technology of each object; the last that the file says of it counts."""
    bytes_of = open(path, 'rb').read()
    names = {}
    for number, text in re.findall(rb'\n(\d+) 0 obj\n(<<.*?>>)\s*endobj', bytes_of, re.S):
        name = re.search(rb'/TU ?<FEFF([0-9A-F]*)>', text)
        if name:
            names[int(number)] = bytes.fromhex(name.group(1).decode()).decode('utf-16-be')
    return names


def check_value(field, found):
    if field['kind'] in ('check', 'radio'):
        assert found.button_get_state() == field['ticked'], field
    elif field['kind'] == 'choice':
        choices = [found.choice_get_item(i) for i in range(found.choice_get_n_items())]
        assert choices[-len(field['choices']):] == field['choices'], (field, choices)
    else:
        held = (found.text_get_text() or '').replace('\r\n', '\n')
        assert not field['answer'] or held == field['answer'], (field, held)


def pdf(native, path):
    import gi
    gi.require_version('Poppler', '0.18')
    from gi.repository import Poppler
    fields = fields_of(native)
    names = named_in(path)
    tagged = [names.get(number) for number in tagged_in(path)]
    assert len(tagged) == len(fields), '%d Form elements, %d fields' % (len(tagged), len(fields))
    for field, name in zip(fields, tagged):
        assert name == (field['name'] or name), 'the tags have %r where the lesson has %r' % (name, field['name'])
    document = Poppler.Document.new_from_file('file://' + os.path.abspath(path), None)
    mapped = [m.field for i in range(document.get_n_pages()) for m in document.get_page(i).get_form_field_mapping()]
    assert len(mapped) == len(fields), '%d form fields, %d fields' % (len(mapped), len(fields))
    kinds = {'choice': 'choice', 'check': 'button', 'radio': 'button'}
    for field in fields:
        alike = [f for f in mapped if f.get_alternate_ui_name() == field['name'] or not field['name']]
        assert alike, 'no form field is named %r' % field['name']
        assert alike[0].get_field_type().value_nick == kinds.get(field['kind'], 'text'), field
        assert field['kind'] == 'radio' or alike[0].get_partial_name(), field
        if len(alike) == 1:
            check_value(field, alike[0])
    print('%d fields, in the order of the tags, named from their sentence' % len(fields))


if __name__ == '__main__':
    sys.exit({'fill': fill, 'answers': answers, 'pdf': pdf}[sys.argv[1]](*sys.argv[2:]))
