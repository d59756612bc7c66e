//! Every rule of the room, written as a sentence.

mod agreed;
mod agreement;
mod closing;
mod consenting;
mod counting;
mod decisions;
mod ending;
mod entering;
mod family_plan;
mod forgetting;
mod gaps;
mod gathering;
mod itinerary;
mod legal_gates;
mod marking;
mod plan;
mod preparing;
mod properties;
mod reopening;
mod room;
mod spoken_date;
mod taking_back;
mod time_apart;
mod turns;
mod weighing;
