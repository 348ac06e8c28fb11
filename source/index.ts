/*
 * The library: watch workflows in your own process, and make sense of what was seen. It neither draws nor starts anything.
 */

export type {
	Description,
	Event,
	EventBody,
	EventOf,
	EventType,
	Fault,
	Json,
	Placement,
	SettledState,
	StepKind,
} from './events.js';
export {eventVersion} from './events.js';
export type {Guarantee} from './model/guarantee.js';
export {judge} from './model/judge.js';
export type {Attempt, Model, Process, Run, Step, StepRecord} from './model/model.js';
export {emptyModel} from './model/model.js';
export {type Line, type Mark, narrate} from './model/narrate.js';
export {fold, reduce} from './model/reduce.js';
export {type ObserveOptions, type Observer, observe} from './observe.js';
export type {Show} from './scenarios/show.js';
