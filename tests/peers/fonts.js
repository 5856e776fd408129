// Whether pages show the font that they bring along: Chromium loads each face, and draws the letters of French by it as it draws
// them by the font that is installed here, and not as by another. Usage: node fonts.js FAMILY FILE...
const { chromium } = require('playwright-core');
const path = require('path');
const { pathToFileURL } = require('url');

const LETTERS = 'Portez ce vieux whisky au juge blond qui fume : élève, à, où, ça, naïf, forêt, œuf. 0123456789 « ! »';

async function look(page, file, family) {
    await page.goto(pathToFileURL(path.resolve(file)).href, { waitUntil: 'load' });
    return page.evaluate(async ({ family, letters }) => {
        const faces = [...document.fonts];
        await Promise.all(faces.map(face => face.load()));
        const drawn = (name, look) => {
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [2400, 60];
            const pen = canvas.getContext('2d');
            pen.font = `${look} 36px ${name}`;
            pen.fillText(letters, 0, 40);
            return canvas.toDataURL();
        };
        const wrong = faces.filter(face => face.status !== 'loaded').map(face => `${face.weight} ${face.style} is not loaded`);
        for (const face of faces) {
            const look = `${face.style} ${face.weight.split(' ')[0]}`;
            if (drawn('"Ardoise F1"', look) !== drawn(`"${family}"`, look)) wrong.push(`${look} is not drawn as ${family}`);
            if (drawn('"Ardoise F1"', look) === drawn('"DejaVu Sans"', look)) wrong.push(`${look} is drawn as any other`);
        }
        if (!faces.length) wrong.push('no font');
        if (!getComputedStyle(document.body).fontFamily.startsWith('"Ardoise F1"')) wrong.push('the page has another font');
        return wrong;
    }, { family, letters: LETTERS });
}

async function main(family, files) {
    const options = { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--disable-gpu', '--disable-quic'] };
    const browser = await chromium.launch(options).catch(() =>
        chromium.launch({ ...options, chromiumSandbox: false, args: [...options.args, '--no-sandbox'] }));
    const page = await browser.newPage();
    let failed = 0;
    for (const file of files) {
        const wrong = await look(page, file, family).catch(error => [error.message.split('\n')[0]]);
        wrong.forEach(one => console.log(`${file}: ${one}`));
        failed += wrong.length > 0;
    }
    await browser.close();
    console.log(`fonts: ${files.length - failed} passed, ${failed} failed`);
    return failed ? 1 : 0;
}

main(process.argv[2], process.argv.slice(3)).then(code => process.exit(code));
