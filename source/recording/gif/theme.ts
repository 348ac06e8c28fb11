/** A colour as 0xRRGGBB. */
export type Rgb = number;

/** What the terminal's own colours look like: default text and ground, and the sixteen named colours. */
export type Theme = {
	readonly foreground: Rgb;
	readonly background: Rgb;
	/** Black, red, green, yellow, blue, magenta, cyan, white, and the same eight bright. */
	readonly ansi: readonly Rgb[];
};

/** The themes by name. */
export type ThemeName = 'dark' | 'light';

export const themes: Readonly<Record<ThemeName, Theme>> = {
	dark: {
		foreground: 0xdbe2ee,
		background: 0x0d1220,
		ansi: [
			0x1e2638, 0xef4444, 0x22c55e, 0xeab308, 0x60a5fa, 0xa855f7, 0x1ee3cf, 0xcbd5e1, 0x64748b, 0xf87171, 0x4ade80,
			0xfacc15, 0x93c5fd, 0xc084fc, 0x5eead4, 0xf8fafc,
		],
	},
	light: {
		foreground: 0x1e293b,
		background: 0xfbfcfe,
		ansi: [
			0x0f172a, 0xdc2626, 0x15803d, 0xa16207, 0x2563eb, 0x9333ea, 0x0f766e, 0xcbd5e1, 0x64748b, 0xef4444, 0x16a34a,
			0xca8a04, 0x3b82f6, 0xa855f7, 0x0d9488, 0xf1f5f9,
		],
	},
};

/** The part `share` (0 to 1) of the way from one colour to another. */
export const mix = (from: Rgb, to: Rgb, share: number): Rgb => {
	const channel = (shift: number) => {
		const [a, b] = [(from >> shift) & 0xff, (to >> shift) & 0xff];
		return Math.round(a + (b - a) * share) << shift;
	};
	return channel(16) | channel(8) | channel(0);
};

const cubeLevels = [0, 95, 135, 175, 215, 255] as const;

/** A colour of the 256-colour palette: the theme's sixteen, the 6 × 6 × 6 cube, the greys. */
export const paletteColor = (theme: Theme, index: number): Rgb => {
	if (index < 16) return theme.ansi[index] ?? theme.foreground;
	if (index >= 232) return (8 + (index - 232) * 10) * 0x010101;
	const level = (divisor: number) => cubeLevels[Math.floor((index - 16) / divisor) % 6] ?? 0;
	return (level(36) << 16) | (level(6) << 8) | level(1);
};
