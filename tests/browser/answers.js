// Answers every field of pages by keyboard alone in Chromium: Tab to each, type, arrow or space; Ctrl+S saves; the saved file,
// opened again, holds what was answered. Each field has a name as the browser's accessibility tree has it, no two the same;
// focus goes in the order of the page; closing without saving is warned of; nothing is fetched; axe-core finds no violation,
// before and after. Usage: node answers.js FOLDER FILE... (FOLDER gets the saved files). Exit code 1 when anything fails.
const { chromium } = require('playwright-core');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

const FORCED_BY_SOURCE = ['page-has-heading-one', 'heading-order'];
let passed = 0, failed = 0;

function holds(file, what, good, more) {
    if (good) {
        passed++;
        return;
    }
    failed++;
    console.log(`${path.basename(file)}: ${what}${more ? ': ' + more : ''}`);
}

// The fields of a page in its order: kind, what stands in the element, and what the page keeps of it.
const read = page => page.evaluate(() => [...document.querySelectorAll('[data-field]')]
    .filter(span => span.dataset.field !== 'more').map((span, number) => {
        const tool = span.querySelector('input,textarea,select');
        return { number, kind: span.dataset.field, value: tool.type === 'checkbox' || tool.type === 'radio' ? tool.checked : tool.value,
            kept: span.dataset.answer, group: span.dataset.group, shown: tool.getClientRects().length > 0 };
    }));

// Which field has the focus (-1: none), and whether the focus is seen.
const focused = page => page.evaluate(() => {
    const at = document.activeElement, span = at && at.closest('[data-field]');
    const all = [...document.querySelectorAll('[data-field]')].filter(one => one.dataset.field !== 'more');
    const style = at ? getComputedStyle(at) : null, box = at ? at.getBoundingClientRect() : null;
    return { number: all.indexOf(span), ring: !!style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
        seen: !!box && box.bottom > 0 && box.top < innerHeight, height: box ? box.height : 0 };
});

// The names of all fields as assistive technology has them.
async function names(page) {
    const client = await page.context().newCDPSession(page);
    await client.send('Accessibility.enable');
    const { root } = await client.send('DOM.getDocument', { depth: 0 });
    const { nodeIds } = await client.send('DOM.querySelectorAll', { nodeId: root.nodeId,
        selector: '[data-field] input,[data-field] textarea,[data-field] select' });
    const found = [];
    for (const nodeId of nodeIds) {
        const { nodes } = await client.send('Accessibility.getPartialAXTree', { nodeId, fetchRelatives: false });
        found.push({ role: nodes[0].role.value, name: nodes[0].name ? nodes[0].name.value.trim() : '' });
    }
    await client.detach();
    const groups = await page.evaluate(() => [...document.querySelectorAll('[data-field] input,[data-field] textarea,[data-field] select')]
        .map(tool => { const group = tool.closest('fieldset'); return group ? group.querySelector('legend').textContent.trim() : ''; }));
    return found.map((one, i) => ({ ...one, group: groups[i], whole: `${groups[i]} | ${one.name}` }));
}

async function answer(page, field, number) {
    if (field.kind === 'choice')
        await page.keyboard.press('ArrowDown');
    else if (field.kind === 'check' || field.kind === 'radio')
        await page.keyboard.press('Space');
    else if (field.kind === 'lines') {
        await page.keyboard.type(`Première ligne ${number} : « été »`);
        await page.keyboard.press('Enter');
        await page.keyboard.type('et <la> seconde & "fin"');
    } else
        await page.keyboard.type(field.kind === 'number' ? `${number},5` : `réponse ${number}`);
}

// Goes through the page by Tab and answers; the numbers of the fields in the order in which they had the focus.
async function fill(page, file, fields) {
    const order = [];
    for (let steps = 0; steps < 3 * fields.length + 40; steps++) {
        await page.keyboard.press('Tab');
        const at = await focused(page);
        if (at.number < 0 && order.length && order.length >= fields.filter(field => !field.group).length)
            break;
        if (at.number < 0 || order.includes(at.number))
            continue;
        holds(file, 'the focus is seen', at.ring && at.seen, `field ${at.number}`);
        holds(file, 'large enough', at.height >= 24, `field ${at.number}: ${at.height}`);
        order.push(at.number);
        await answer(page, fields[at.number], at.number);
    }
    return order;
}

async function violations(page) {
    await page.addScriptTag({ path: require.resolve('axe-core') });
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    return found.violations.filter(rule => !FORCED_BY_SOURCE.includes(rule.id))
        .map(rule => `${rule.id}: ${rule.nodes[0].html.slice(0, 160)}`);
}

async function open(browser, file, requests) {
    const context = await browser.newContext({ acceptDownloads: true });
    const page = await context.newPage();
    page.on('request', request => requests.push(request.url()));
    page.on('pageerror', error => holds(file, 'no error of a script', false, error.message));
    await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: 'load' });
    return page;
}

// Whether the page warns when it is closed now.
async function warns(page) {
    let warned = false;
    const ended = new Promise(resolve => {
        page.once('dialog', async dialog => {
            warned = dialog.type() === 'beforeunload';
            await dialog.dismiss();
            resolve();
        });
        page.once('close', resolve);
        setTimeout(resolve, 3000);
    });
    await page.close({ runBeforeUnload: true });
    await ended;
    return warned;
}

// Radio buttons of a group are one stop; of each group one is chosen.
function all_answered(fields) {
    const groups = {};
    const open_ones = fields.filter(field => {
        if (field.kind === 'radio')
            groups[field.group] = groups[field.group] || field.value;
        return field.kind !== 'radio' && (field.value === '' || field.value === false);
    });
    return open_ones.length === 0 && Object.values(groups).every(Boolean);
}

async function check(browser, folder, file) {
    const requests = [];
    let page = await open(browser, file, requests);
    const before = await read(page);
    if (!before.length) {
        console.log(`${path.basename(file)}: no field`);
        await page.context().close();
        return 0;
    }
    holds(file, 'axe-core', !(await violations(page)).length, (await violations(page)).join('; '));
    await page.reload();
    const said = await names(page);
    holds(file, 'each field has a name', said.every(one => one.name && one.whole.length > 8), JSON.stringify(said.find(one => one.whole.length <= 8)));
    holds(file, 'no two have the same name', new Set(said.map(one => one.whole)).size === said.length,
        said.map(one => one.whole).filter((name, i, all) => all.indexOf(name) !== i).join('; '));
    const order = await fill(page, file, before);
    holds(file, 'focus in the order of the page', order.every((number, i) => !i || number > order[i - 1]), order.join(' '));
    const filled = await read(page);
    holds(file, 'every field is answered by keyboard', all_answered(filled), JSON.stringify(filled.filter(field => !field.value && field.kind !== 'radio')));
    holds(file, 'warns before it is closed', await warns(page));
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 10000 }), page.keyboard.press('Control+s')]);
    const saved = path.join(folder, download.suggestedFilename());
    await download.saveAs(saved);
    holds(file, 'named after the page', download.suggestedFilename() === path.basename(file).replace(/\.html$/, '-reponses.html'), saved);
    holds(file, 'does not warn once it is saved', !(await warns(page)));
    await page.context().close();
    page = await open(browser, saved, requests);
    const again = await read(page);
    holds(file, 'the saved file holds the answers', JSON.stringify(again.map(f => f.value)) === JSON.stringify(filled.map(f => f.value)));
    holds(file, 'and is a page like the first', again.every((field, i) => field.kind === filled[i].kind && field.shown === filled[i].shown));
    const printed = path.join(folder, path.basename(saved).replace(/html$/, 'pdf'));
    await page.pdf({ path: printed });
    holds(file, 'axe-core on the saved file', !(await violations(page)).length);
    holds(file, 'nothing is fetched', requests.every(url => /^(file|data|blob):/.test(url)), requests.find(url => !/^(file|data|blob):/.test(url)));
    await page.context().close();
    const plain = await browser.newContext({ javaScriptEnabled: false });
    page = await plain.newPage();
    await page.goto(pathToFileURL(path.resolve(saved)).href);
    holds(file, 'the saved file holds them without scripts too',
        JSON.stringify((await read(page)).map(f => f.value)) === JSON.stringify(filled.map(f => f.value)));
    await plain.close();
    return before.length;
}

async function main([folder, ...files]) {
    fs.mkdirSync(folder, { recursive: true });
    const options = { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--disable-gpu', '--disable-quic'] };
    const browser = await chromium.launch(options).catch(() =>
        chromium.launch({ ...options, chromiumSandbox: false, args: [...options.args, '--no-sandbox'] }));
    let fields = 0;
    for (const file of files)
        fields += await check(browser, folder, file).catch(error => (holds(file, 'checked', false, error.message), 0));
    await browser.close();
    console.log(`answers: ${fields} fields in ${files.length} pages, ${passed} passed, ${failed} failed`);
    return failed || !fields ? 1 : 0;
}

main(process.argv.slice(2)).then(code => process.exit(code));
