// Runs axe-core in Chromium on HTML files: a line for each violation, "FILE: RULE (IMPACT): HTML of the place"; the last
// line counts. Exit code 1 when there is one. Usage: node axe.js FILE...
// Headings are the author's: a lesson without a title, or with a level left out, is told as a remark and not counted.
// Nothing is fetched: every request but the file itself is refused.
const { chromium } = require('playwright-core');
const path = require('path');
const { pathToFileURL } = require('url');

const FORCED_BY_SOURCE = ['page-has-heading-one', 'heading-order'];

async function violations(page, file) {
    await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: 'load' });
    await page.addScriptTag({ path: require.resolve('axe-core') });
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    return found.violations.flatMap(rule => rule.nodes.map(node => ({
        counts: !FORCED_BY_SOURCE.includes(rule.id),
        text: `${rule.id} (${rule.impact}): ${node.html.slice(0, 160)}`,
    })));
}

async function main(files) {
    const options = { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--disable-gpu', '--disable-quic'] };
    const browser = await chromium.launch(options).catch(() =>
        chromium.launch({ ...options, chromiumSandbox: false, args: [...options.args, '--no-sandbox'] }));
    const page = await browser.newPage({ javaScriptEnabled: true });
    await page.route('**', route => route.request().url().startsWith('file:') || route.request().url().startsWith('data:')
        ? route.continue() : route.abort());
    let passed = 0, failed = 0;
    for (const file of files) {
        const found = await violations(page, file).catch(error => [{ counts: true, text: `not checked: ${error.message.split('\n')[0]}` }]);
        found.forEach(one => console.log(`${file}: ${one.counts ? '' : 'remark: '}${one.text}`));
        if (found.some(one => one.counts)) failed++; else passed++;
    }
    await browser.close();
    console.log(`axe: ${passed} passed, ${failed} failed`);
    return failed ? 1 : 0;
}

main(process.argv.slice(2)).then(code => process.exit(code));
