package io.nija.risk.internal.rule;

import java.util.List;

import io.nija.risk.RiskCheck;

/** What is asked of every order, exits and protective ones too. It judges only what is known: missing data is no rule's matter. */
public sealed interface Rule extends RiskCheck permits HaltRule, ModeRule, InstrumentRule, InventoryRule {

    /** All rules, in the order in which they are asked. */
    List<Rule> ALL = List.of(new HaltRule(), new ModeRule(), new InstrumentRule(), new InventoryRule());

    /**
     * Whether no order may go without this rule's answer. Where it is false and the rule fails, an exit goes on: the
     * venue itself judges the same thing.
     */
    boolean binding();
}
