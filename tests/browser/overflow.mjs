// How wide a page is in the window it is open in, and what sticks out of it where it is too wide.
// What scrolls in itself is allowed to be wide; the window that fixed bars are laid out in is not.
export const PHONE = { width: 375, height: 812, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

export const launch = (puppeteer) =>
  puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
  });

export function overflow(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    const page = Math.max(root.scrollWidth, window.innerWidth);
    const out = [];
    for (const e of page > root.clientWidth ? document.body.querySelectorAll("*") : []) {
      const box = e.getBoundingClientRect();
      const name = `${e.tagName}.${e.getAttribute("class") ?? ""}#${e.id}`;
      if (box.right > root.clientWidth + 1) out.push(`${name} to ${Math.round(box.right)}`);
    }
    // The widest last: what scrolls in itself seldom is.
    out.sort((a, b) => a.split(" to ")[1] - b.split(" to ")[1]);
    return { screen: root.clientWidth, page, out: out.slice(-8) };
  });
}
