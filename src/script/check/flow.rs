//! Where a session can lead: circles that nobody can leave, parts that nobody reaches.

use std::collections::HashMap;

use crate::script::{DecisionOutcome, Prompt, SessionKind, Stage, Then};

use super::{Finding, Path};

/// One place that a session can be at.
struct Node<'a> {
    stage: usize,
    /// The prompt, or none where the stage begins.
    prompt: Option<(usize, &'a Prompt)>,
    next: Vec<usize>,
    /// Whether the session can end from here.
    leaves: bool,
}

/// Looks for what no course of the session can reach, and for what it can never leave.
///
/// Every outcome of a decision counts as possible, and so does passing over a
/// part that depends on a condition or on people's wish: people decide.
pub(super) fn check(session: &SessionKind, path: &Path, findings: &mut Vec<Finding>) {
    let nodes = nodes(session);
    let reached = reached(&nodes);
    let stages = path.field("stages");
    warn_of_unreached(&nodes, &reached, &stages, findings);
    refuse_unreached_gates(session, &nodes, &reached, &stages, findings);
    let can_leave = can_leave(&nodes);
    for (index, node) in nodes.iter().enumerate() {
        let Some((prompt, content)) = node.prompt else {
            continue;
        };
        if reached[index] && !can_leave[index] && content.decision.is_some() {
            let path = stages.entry(node.stage).field("prompts").entry(prompt);
            findings.push(Finding::fault(
                path.field("decision").field("outcomes"),
                "Whatever is decided here leads round in a circle that nobody can leave.",
                "Add an outcome that goes on, adjourns or ends.",
            ));
        }
    }
}

fn nodes(session: &SessionKind) -> Vec<Node<'_>> {
    let mut starts = HashMap::new();
    let mut stage_starts = Vec::new();
    let mut count = 0;
    for stage in &session.stages {
        starts.entry(stage.id.as_str()).or_insert(count);
        stage_starts.push(count);
        count += 1 + stage.prompts.len();
    }
    let mut nodes = Vec::with_capacity(count);
    for (stage_index, stage) in session.stages.iter().enumerate() {
        let after_stage = stage_starts.get(stage_index + 1).copied();
        nodes.push(stage_node(stage_index, stage, nodes.len() + 1, after_stage));
        for (index, prompt) in stage.prompts.iter().enumerate() {
            let is_last = index + 1 == stage.prompts.len();
            let following = if is_last {
                after_stage
            } else {
                Some(nodes.len() + 1)
            };
            let mut node = Node {
                stage: stage_index,
                prompt: Some((index, prompt)),
                next: Vec::new(),
                leaves: false,
            };
            follow(&mut node, prompt, following, &starts);
            nodes.push(node);
        }
    }
    nodes
}

fn stage_node(index: usize, stage: &Stage, first_prompt: usize, after: Option<usize>) -> Node<'_> {
    let can_be_passed_over =
        stage.prompts.is_empty() || stage.when.is_some() || stage.optional.is_some();
    let mut node = Node {
        stage: index,
        prompt: None,
        next: Vec::new(),
        leaves: false,
    };
    if !stage.prompts.is_empty() {
        node.next.push(first_prompt);
    }
    if can_be_passed_over {
        go_on(&mut node, after);
    }
    node
}

fn go_on(node: &mut Node<'_>, following: Option<usize>) {
    match following {
        Some(following) => node.next.push(following),
        None => node.leaves = true,
    }
}

fn follow(
    node: &mut Node<'_>,
    prompt: &Prompt,
    following: Option<usize>,
    starts: &HashMap<&str, usize>,
) {
    let Some(decision) = &prompt.decision else {
        go_on(node, following);
        return;
    };
    if prompt.when.is_some() {
        go_on(node, following);
    }
    for outcome in &decision.outcomes {
        follow_outcome(node, outcome, following, starts);
    }
}

fn follow_outcome(
    node: &mut Node<'_>,
    outcome: &DecisionOutcome,
    following: Option<usize>,
    starts: &HashMap<&str, usize>,
) {
    let reordered = outcome.stages_in_order.iter();
    node.next
        .extend(reordered.filter_map(|stage| starts.get(stage.as_str())));
    match outcome.then {
        Then::GoOn => go_on(node, following),
        Then::GoTo => {
            let stage = outcome.stage.as_ref();
            let start = stage.and_then(|stage| starts.get(stage.as_str()));
            match start {
                Some(start) => node.next.push(*start),
                // An unknown stage is its own fault, and should not seem to be a circle.
                None => node.leaves = true,
            }
        }
        // After a time-out or another day the session goes on, or ends there.
        Then::TimeOut | Then::Adjourn => {
            go_on(node, following);
            node.leaves = true;
        }
        Then::ChangeMethod => {
            let stage = outcome.stage.as_ref();
            node.next
                .extend(stage.and_then(|stage| starts.get(stage.as_str())));
            node.leaves = true;
        }
        Then::End => node.leaves = true,
    }
}

fn reached(nodes: &[Node<'_>]) -> Vec<bool> {
    let mut reached = vec![false; nodes.len()];
    let mut waiting: Vec<usize> = nodes.first().map(|_| 0).into_iter().collect();
    while let Some(index) = waiting.pop() {
        if !std::mem::replace(&mut reached[index], true) {
            waiting.extend(&nodes[index].next);
        }
    }
    reached
}

fn can_leave(nodes: &[Node<'_>]) -> Vec<bool> {
    let mut came_from = vec![Vec::new(); nodes.len()];
    for (index, node) in nodes.iter().enumerate() {
        for &next in &node.next {
            came_from[next].push(index);
        }
    }
    let mut leaves = vec![false; nodes.len()];
    let ends = nodes.iter().enumerate().filter(|(_, node)| node.leaves);
    let mut waiting: Vec<usize> = ends.map(|(index, _)| index).collect();
    while let Some(index) = waiting.pop() {
        if !std::mem::replace(&mut leaves[index], true) {
            waiting.extend(&came_from[index]);
        }
    }
    leaves
}

/// A gate protects somebody; one that is never asked seems to and does not.
fn refuse_unreached_gates(
    session: &SessionKind,
    nodes: &[Node<'_>],
    reached: &[bool],
    stages: &Path,
    findings: &mut Vec<Finding>,
) {
    let beginnings = nodes.iter().zip(reached);
    let unreached = beginnings.filter(|(node, reached)| node.prompt.is_none() && !**reached);
    for (node, _) in unreached {
        let gates = session.stages.get(node.stage).map(|stage| &stage.gates);
        for (index, _) in gates.into_iter().flatten().enumerate() {
            let path = stages.entry(node.stage).field("gates").entry(index);
            findings.push(Finding::fault(
                path.field("id"),
                "This is asked of nobody: its stage can never be reached.",
                "Let an outcome lead to the stage, or move the gate to where it is needed.",
            ));
        }
    }
}

fn warn_of_unreached(
    nodes: &[Node<'_>],
    reached: &[bool],
    stages: &Path,
    findings: &mut Vec<Finding>,
) {
    let mut told = None;
    for (node, _) in nodes.iter().zip(reached).filter(|(_, reached)| !**reached) {
        // One warning says it for the rest of its stage.
        if told == Some(node.stage) {
            continue;
        }
        told = Some(node.stage);
        let path = stages.entry(node.stage);
        let (path, what) = match node.prompt {
            None => (path, "This stage"),
            Some((prompt, _)) => (path.field("prompts").entry(prompt), "This prompt"),
        };
        findings.push(Finding::warning(
            path.field("id"),
            format!("{what} can never be reached: every outcome before it leads elsewhere."),
            "Let an outcome go on or lead here, or take it out.",
        ));
    }
}
