// Runs axe-core in Chromium on HTML files: a line for each violation, "FILE: RULE (IMPACT): HTML of the place"; the last
// line counts. Exit code 1 when there is one. Usage: node axe.js FILE...
// Nothing is fetched: every request but the file itself is refused.
const { chromium } = require('playwright-core');
const path = require('path');
const { pathToFileURL } = require('url');

async function violations(page, file) {
    await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: 'load' });
    await page.addScriptTag({ path: require.resolve('axe-core') });
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    return found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id} (${rule.impact}): ${node.html.slice(0, 160)}`));
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
        const found = await violations(page, file).catch(error => [`not checked: ${error.message.split('\n')[0]}`]);
        found.forEach(line => console.log(`${file}: ${line}`));
        if (found.length) failed++; else passed++;
    }
    await browser.close();
    console.log(`axe: ${passed} passed, ${failed} failed`);
    return failed ? 1 : 0;
}

main(process.argv.slice(2)).then(code => process.exit(code));
