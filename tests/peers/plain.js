// Whether marks on a page's text leave the words whole: what Chromium copies from a marked page, and what its innerText is, must
// be those of the plain page. Usage: node plain.js PLAIN MARKED... (pages of one lesson); one line a page that differs, then
// the count; exit code 1 when there is one. Which blanks part two blocks is no matter of words.
const { chromium } = require('playwright-core');
const path = require('path');
const { pathToFileURL } = require('url');

// Of the lesson alone: a ruler's button is no text of it.
function words() {
    document.querySelectorAll('button[aria-pressed]').forEach(button => button.remove());
    const lesson = document.querySelector('main');
    const range = document.createRange();
    range.selectNodeContents(lesson);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return (lesson.innerText + '\f' + getSelection().toString()).replace(/\s+/g, ' ');
}

async function main([plain, ...marked]) {
    const options = { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--disable-gpu', '--disable-quic'] };
    const browser = await chromium.launch(options).catch(() =>
        chromium.launch({ ...options, chromiumSandbox: false, args: [...options.args, '--no-sandbox'] }));
    const page = await browser.newPage();
    const read = async file => {
        await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: 'load' });
        return page.evaluate(words);
    };
    const wanted = await read(plain);
    let passed = 0, failed = 0;
    for (const file of marked) {
        if (await read(file) === wanted) {
            passed++;
            continue;
        }
        failed++;
        console.log(`${file}: the words are not those of ${plain}`);
    }
    await browser.close();
    console.log(`plain: ${passed} passed, ${failed} failed`);
    return failed ? 1 : 0;
}

main(process.argv.slice(2)).then(code => process.exit(code));
