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
export type {Show} from './scenarios/show.js';
