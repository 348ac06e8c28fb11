import type {Context} from '@resonatehq/sdk';

/** Something the user did, as the caller hands it in. */
export type ActivityInput = {
	type: string;
	data: Record<string, unknown>;
};

/** The same with the moment (ISO 8601) at which it was recorded. */
export type Activity = ActivityInput & {recordedAt: string};

/** The entity's state: a local variable of the generator, rebuilt from the records at each replay. */
export type SessionState = {
	sessionId: string;
	userId: string;
	status: 'active' | 'idle' | 'expired' | 'cleaned_up';
	loginAt: string;
	activities: Activity[];
	expiredAt?: string;
	cleanedAt?: string;
};

/** What is left of a session at its end; times are ISO 8601. */
export type SessionResult = {
	sessionId: string;
	userId: string;
	finalStatus: string;
	activitiesRecorded: number;
	loginAt: string;
	expiredAt?: string;
	cleanedAt?: string;
};

/** A user session from login to cleanup. Its stage is where this generator stands; no table or timer job keeps it. */
export function* sessionLifecycle(
	ctx: Context,
	sessionId: string,
	userId: string,
	activities: ActivityInput[],
	idleTimeoutMs: number,
): Generator<unknown, SessionResult, never> {
	let state: SessionState = yield* ctx.run(loginSession, sessionId, userId);

	for (const activity of activities) {
		state = yield* ctx.run(recordActivity, sessionId, state, activity);
	}

	state = yield* ctx.run(markIdle, sessionId, state);

	// The deadline is stored with the promise: a process that dies meanwhile does not restart the wait.
	yield* ctx.sleep(idleTimeoutMs);

	state = yield* ctx.run(expireSession, sessionId, state);
	state = yield* ctx.run(cleanupSession, sessionId, state);

	return {
		sessionId: state.sessionId,
		userId: state.userId,
		finalStatus: state.status,
		activitiesRecorded: state.activities.length,
		loginAt: state.loginAt,
		expiredAt: state.expiredAt,
		cleanedAt: state.cleanedAt,
	};
}

/** Issues the session. */
export async function loginSession(_ctx: Context, sessionId: string, userId: string): Promise<SessionState> {
	await wait(30);
	return {sessionId, userId, status: 'active', loginAt: now(), activities: []};
}

/** Writes one activity to the session's history. */
export async function recordActivity(
	_ctx: Context,
	_sessionId: string,
	state: SessionState,
	activity: ActivityInput,
): Promise<SessionState> {
	await wait(40);
	return {...state, activities: [...state.activities, {...activity, recordedAt: now()}]};
}

/** Notes that nothing more comes from the user. */
export async function markIdle(_ctx: Context, _sessionId: string, state: SessionState): Promise<SessionState> {
	return {...state, status: 'idle'};
}

/** Ends the session when it was idle for long enough. */
export async function expireSession(_ctx: Context, _sessionId: string, state: SessionState): Promise<SessionState> {
	await wait(20);
	return {...state, status: 'expired', expiredAt: now()};
}

/** Revokes the tokens and clears the cache. */
export async function cleanupSession(_ctx: Context, _sessionId: string, state: SessionState): Promise<SessionState> {
	await wait(50);
	return {...state, status: 'cleaned_up', cleanedAt: now()};
}

function wait(ms: number): Promise<void> {
	return new Promise(resolve => setTimeout(resolve, ms));
}

function now(): string {
	return new Date().toISOString();
}
