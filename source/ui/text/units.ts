/** `3.2 s`, `1 min 05 s`, `2 h 10 min`; tenths of seconds only where they matter. */
export function duration(ms: number): string {
	const rest = Math.max(0, ms);
	if (rest < 99_950) {
		return `${(rest / 1000).toFixed(1)} s`;
	}

	const seconds = Math.round(rest / 1000);
	if (seconds < 3600) {
		return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
	}

	const minutes = Math.round(seconds / 60);
	return minutes < 6000
		? `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`
		: `${Math.floor(minutes / 1440)} d ${pad(Math.floor((minutes % 1440) / 60))} h`;
}

/** `12:31:07.412`, the local time of day. */
export function clock(at: number): string {
	const date = new Date(at);
	return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}.${pad(date.getMilliseconds(), 3)}`;
}

/** `1 kill`, `2 kills`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
	return `${number} ${number === 1 ? noun : plural}`;
}

function pad(value: number, digits = 2): string {
	return String(value).padStart(digits, '0');
}
