//! Every rule of the room, written as a sentence.

mod agreed;
mod agreement;
mod carrying;
mod closing;
mod decisions;
mod ending;
mod entering;
mod family_plan;
mod forgetting;
mod gaps;
mod gathering;
mod itinerary;
mod letters;
mod marking;
mod one_side;
mod plan;
mod properties;
mod reopening;
mod room;
mod spoken_date;
mod taking_back;
mod time_apart;
mod turns;
