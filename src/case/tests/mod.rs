//! Every rule of the room, written as a sentence.

mod agreed;
mod agreement;
mod closing;
mod decisions;
mod ending;
mod entering;
mod family_plan;
mod following;
mod forgetting;
mod gaps;
mod gathering;
mod itinerary;
mod marking;
mod plan;
mod programme;
mod properties;
mod ratifying;
mod reopening;
mod room;
mod spoken_date;
mod taking_back;
mod time_apart;
mod turns;
