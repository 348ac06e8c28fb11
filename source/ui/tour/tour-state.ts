import type {Guarantee} from '../../model/guarantee.js';
import type {Example} from './example.js';
import {examples} from './examples.js';

/** How far the example at hand is. */
export type Progress = {
	/** Place in `examples`. */
	readonly index: number;
	/** `ready`: nothing has been done yet; `starting`: a fresh run was asked for. */
	readonly phase: 'ready' | 'starting' | 'running' | 'over';
	/** The run that it watches. */
	readonly run: string | null;
	/** Number of the newest event when it was begun: those after it count. */
	readonly seq: number;
	/** How many beats have come, and which ends. */
	readonly beats: number;
	readonly ends: readonly number[];
	/** What the guarantees concerned came to, once it is over, in the order of the plot's claims. */
	readonly proofs: readonly Proof[];
};

/** A guarantee as it was when the example was over. */
export type Proof = {readonly guarantee: Guarantee; readonly isAsClaimed: boolean};

/** The tour: an example at hand or none, and what was proven in this sitting. */
export type TourState = {
	readonly progress: Progress | null;
	/** Ids of examples that were proven. */
	readonly proven: readonly string[];
	/** Place in the list of evidence that was visited last, -1 for none. */
	readonly visited: number;
};

/** What the user does with the tour. */
export type TourAction =
	| {readonly type: 'choose'; readonly index: number}
	/** `seq`: the newest event; what comes after it belongs to the example. */
	| {readonly type: 'begin'; readonly seq: number}
	/** No fresh run came to be. */
	| {readonly type: 'fail'}
	| {readonly type: 'visit'; readonly evidence: number}
	| {readonly type: 'leave'};

export const initialTour: TourState = {progress: null, proven: [], visited: -1};

export function reduceTour(state: TourState, action: TourAction): TourState {
	const {progress} = state;
	switch (action.type) {
		case 'choose':
			return {...state, progress: blank(action.index), visited: -1};
		case 'begin':
			return progress
				? {...state, progress: {...blank(progress.index), phase: 'starting', seq: action.seq}, visited: -1}
				: state;
		case 'fail':
			return progress?.phase === 'starting' ? {...state, progress: blank(progress.index)} : state;
		case 'visit':
			return {...state, visited: action.evidence};
		case 'leave':
			return {...state, progress: null, visited: -1};
	}
}

function blank(index: number): Progress {
	return {index, phase: 'ready', run: null, seq: 0, beats: 0, ends: [], proofs: []};
}

/** The example at hand. */
export function exampleOf(progress: Progress): Example | undefined {
	return examples[progress.index];
}

/** Whether all that it claims was seen. */
export function isProven({proofs}: Progress): boolean {
	return proofs.length > 0 && proofs.every(proof => proof.isAsClaimed);
}

/** How many events of each guarantee are pointed at: its last ones. */
const most = 6;

/** The events that prove one guarantee, as far as they are pointed at. */
export function eventsOf({guarantee}: Proof): readonly number[] {
	return guarantee.events.slice(-most);
}

/** Numbers of all events that are pointed at, guarantee by guarantee. */
export function evidenceOf({proofs}: Progress): readonly number[] {
	return proofs.flatMap(eventsOf);
}
