// What becomes of a page in the largest type that its readers may choose: how wide it is, and which
// boxes cut what they say of themselves without a sign.
import { overflow } from "./overflow.mjs";

export async function largest(page, viewport) {
  const out = {};
  await page.evaluate(() => (document.documentElement.dataset.size = "130"));
  for (const width of [390, 720, 820, 900, 1000, 1280]) {
    await page.setViewport({ ...viewport, width });
    out[width] = { ...(await overflow(page)), cut: await page.evaluate(cut) };
  }
  await page.evaluate(() => delete document.documentElement.dataset.size);
  return out;
}

function cut() {
  const pen = document.createElement("canvas").getContext("2d");
  const boxes = [...document.querySelectorAll("input[placeholder]")].filter((box) => box.getClientRects().length);
  const wide = boxes.filter((box) => {
    const own = getComputedStyle(box), hint = getComputedStyle(box, "::placeholder");
    pen.font = `${hint.fontSize} ${hint.fontFamily}`;
    return pen.measureText(box.placeholder).width > box.clientWidth - parseFloat(own.paddingLeft) - parseFloat(own.paddingRight) + 0.5;
  });
  // Two entries of a list that lie upon each other.
  const walls = [...document.querySelectorAll(".stations .walls")].filter((wall) =>
    wall.getBoundingClientRect().right > wall.closest("li").getBoundingClientRect().right + 1);
  return [...wide.map((box) => `${box.id}: ${box.placeholder}`), ...walls.map((wall) => wall.ariaLabel)];
}
