import type { SharedPaper } from '../../support/media/measurements.ts';

// Runs in a tab that is shared: a page to read, or a film.

const WIDTH = 1920;
const HEIGHT = 1080;
const SHAPES = 40;

const main = document.querySelector('main');
const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
const context = canvas.getContext('2d');
let frame = 0;
let shown = '';

/** Colours and shapes that move all over it. */
function draw(at: number): void {
  frame = requestAnimationFrame(draw);
  if (!context) return;
  const sky = context.createLinearGradient(0, 0, WIDTH * Math.cos(at / 3_000), HEIGHT);
  sky.addColorStop(0, `hsl(${(at / 40) % 360} 60% 40%)`);
  sky.addColorStop(1, `hsl(${(at / 25 + 120) % 360} 60% 70%)`);
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  for (let shape = 0; shape < SHAPES; shape += 1) {
    const x = (WIDTH / 2) * (1 + Math.sin(at / 900 + shape));
    const y = (HEIGHT / 2) * (1 + Math.cos(at / 700 + shape * 1.7));
    context.fillStyle = `hsl(${shape * 9} 80% 50%)`;
    context.beginPath();
    context.arc(x, y, 20 + shape, 0, 2 * Math.PI);
    context.fill();
  }
}

const paper: SharedPaper = {
  show({ html, top }) {
    cancelAnimationFrame(frame);
    canvas.remove();
    if (main && shown !== html) main.innerHTML = html;
    shown = html;
    scrollTo(0, top);
  },
  play() {
    canvas.style.cssText = 'position: fixed; inset: 0';
    document.body.append(canvas);
    frame = requestAnimationFrame(draw);
  },
};

Object.assign(globalThis, { paper });
