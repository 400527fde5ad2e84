"""Figures of the office: what timelines say over a period, as frozen sheets.

    known        ledgers as they were known at an instant → timelines
    periods      "quý I/2026" → first and last day, by a file of names
    judging      which verdict: date or moment, current or first promise, QĐ 766
    grouping     by what rows are divided, and whose dossiers they are
    measures     the cells that one dossier is counted in
    timeliness   rows by agency, procedure, field, channel, level or tier, and a total
    ii06         the thirteen columns of Biểu số II.06
    budgets      the working time that a step may use
    stays        one row per visit to a state
    online_share how dossiers arrived, and how results left
    mistakes     what was voided, reclassified or entered later from paper, by person
    format       any sheet as JSON, as CSV; numbers as Vietnamese print them
    tables       any sheet as a Vietnamese table (`mistakes_table` its own)

Every figure is a pure function of timelines and a period. Formulas: `docs/figures.md`.
"""
