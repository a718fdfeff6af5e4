<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ActivitiesWorkspace</name>
    <message numerus="yes">
        <source>%Ln selected in Activities</source>
        <translation>
            <numerusform>%Ln selected in Activities</numerusform>
            <numerusform>%Ln selected in Activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActivityModel</name>
    <message numerus="yes">
        <source>{group}, %Ln activity(ies)</source>
        <translation>
            <numerusform>{group}, %Ln activity</numerusform>
            <numerusform>{group}, %Ln activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BindingField</name>
    <message numerus="yes">
        <source>It belongs to %Ln item(s), which is as many as the portal allows.</source>
        <translation>
            <numerusform>It belongs to %Ln item, which is as many as the portal allows.</numerusform>
            <numerusform>It belongs to %Ln items, which is as many as the portal allows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlocksPart</name>
    <message numerus="yes">
        <source>%Ln content block(s)</source>
        <translation>
            <numerusform>%Ln content block</numerusform>
            <numerusform>%Ln content blocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallDetails</name>
    <message numerus="yes">
        <source>… cut: %Ln characters in all</source>
        <translation>
            <numerusform>… cut: %Ln characters in all</numerusform>
            <numerusform>… cut: %Ln characters in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallModel</name>
    <message numerus="yes">
        <source>%Ln refused</source>
        <translation>
            <numerusform>%Ln refused</numerusform>
            <numerusform>%Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>batch of %Ln command(s)</source>
        <translation>
            <numerusform>batch of %Ln command</numerusform>
            <numerusform>batch of %Ln commands</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangingWorkspace</name>
    <message numerus="yes">
        <source>%Ln row(s) of {file}</source>
        <translation>
            <numerusform>%Ln row of {file}</numerusform>
            <numerusform>%Ln rows of {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of {recipe}</source>
        <translation>
            <numerusform>%Ln row of {recipe}</numerusform>
            <numerusform>%Ln rows of {recipe}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln selected in Activities</source>
        <translation>
            <numerusform>%Ln selected in Activities</numerusform>
            <numerusform>%Ln selected in Activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerPanel</name>
    <message numerus="yes">
        <source>%Ln activities like it were created since. Look at the timeline, then say.</source>
        <translation>
            <numerusform>%Ln activities like it were created since. Look at the timeline, then say.</numerusform>
            <numerusform>%Ln activities like it were created since. Look at the timeline, then say.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %Ln file(s). This may take a while.</source>
        <translation>
            <numerusform>Sending %Ln file. This may take a while.</numerusform>
            <numerusform>Sending %Ln files. This may take a while.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The portal sends it to %Ln address(es) at once.</source>
        <translation>
            <numerusform>The portal sends it to %Ln address at once.</numerusform>
            <numerusform>The portal sends it to %Ln addresses at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DaysOff</name>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message numerus="yes">
        <source>%Ln field(s) saved.</source>
        <translation>
            <numerusform>%Ln field saved.</numerusform>
            <numerusform>%Ln fields saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Distance</name>
    <message numerus="yes">
        <source>in %Ln day(s)</source>
        <translation>
            <numerusform>in %Ln day</numerusform>
            <numerusform>in %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln hour(s)</source>
        <translation>
            <numerusform>in %Ln hour</numerusform>
            <numerusform>in %Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln minute(s)</source>
        <translation>
            <numerusform>in %Ln minute</numerusform>
            <numerusform>in %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message numerus="yes">
        <source>%Ln row(s) copied</source>
        <translation>
            <numerusform>%Ln row copied</numerusform>
            <numerusform>%Ln rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %Ln again</source>
        <translation>
            <numerusform>Try %Ln again</numerusform>
            <numerusform>Try %Ln again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoingMany</name>
    <message numerus="yes">
        <source>%Ln selected in Today</source>
        <translation>
            <numerusform>%Ln selected in Today</numerusform>
            <numerusform>%Ln selected in Today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{title}”: %Ln row(s) did not become so.</source>
        <translation>
            <numerusform>“{title}”: %Ln row did not become so.</numerusform>
            <numerusform>“{title}”: %Ln rows did not become so.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntitiesWorkspace</name>
    <message numerus="yes">
        <source>%Ln item(s) selected in Entities</source>
        <translation>
            <numerusform>%Ln item selected in Entities</numerusform>
            <numerusform>%Ln items selected in Entities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open activity(ies) of the selected items</source>
        <translation>
            <numerusform>%Ln open activity(ies) of the selected items</numerusform>
            <numerusform>%Ln open activity(ies) of the selected items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorBar</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message numerus="yes">
        <source>%Ln activity(ies) written to {file}</source>
        <translation>
            <numerusform>%Ln activity written to {file}</numerusform>
            <numerusform>%Ln activities written to {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a date left out</source>
        <translation>
            <numerusform>%Ln without a date left out</numerusform>
            <numerusform>%Ln without a date left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message numerus="yes">
        <source>Save %Ln change(s)</source>
        <translation>
            <numerusform>Save %Ln change</numerusform>
            <numerusform>Save %Ln changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message numerus="yes">
        <source>%Ln day(s) before</source>
        <translation>
            <numerusform>%Ln day before</numerusform>
            <numerusform>%Ln days before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) before</source>
        <translation>
            <numerusform>%Ln hour before</numerusform>
            <numerusform>%Ln hours before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation>
            <numerusform>%Ln minute ago</numerusform>
            <numerusform>%Ln minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) before</source>
        <translation>
            <numerusform>%Ln minute before</numerusform>
            <numerusform>%Ln minutes before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %Ln day(s)</source>
        <translation>
            <numerusform>overdue by %Ln day</numerusform>
            <numerusform>overdue by %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %Ln hour(s)</source>
        <translation>
            <numerusform>overdue by %Ln hour</numerusform>
            <numerusform>overdue by %Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %Ln minute(s)</source>
        <translation>
            <numerusform>overdue by %Ln minute</numerusform>
            <numerusform>overdue by %Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Greeting</name>
    <message numerus="yes">
        <source>%Ln meeting(s)</source>
        <translation>
            <numerusform>%Ln meeting</numerusform>
            <numerusform>%Ln meetings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln overdue</source>
        <translation>
            <numerusform>%Ln overdue</numerusform>
            <numerusform>%Ln overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln today</source>
        <translation>
            <numerusform>%Ln today</numerusform>
            <numerusform>%Ln today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a plan</source>
        <translation>
            <numerusform>%Ln without a plan</numerusform>
            <numerusform>%Ln without a plan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A full day: %Ln</source>
        <translation>
            <numerusform>A full day: %Ln</numerusform>
            <numerusform>A full day: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing is left for today. Tomorrow: %Ln.</source>
        <translation>
            <numerusform>Nothing is left for today. Tomorrow: %Ln.</numerusform>
            <numerusform>Nothing is left for today. Tomorrow: %Ln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} and %Ln more</source>
        <translation>
            <numerusform>{name} and %Ln more</numerusform>
            <numerusform>{name} and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftoverWords</name>
    <message numerus="yes">
        <source>%Ln change(s) in the table, not applied yet: {names}</source>
        <translation>
            <numerusform>%Ln change in the table, not applied yet: {names}</numerusform>
            <numerusform>%Ln changes in the table, not applied yet: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln draft(s) of calls, meetings or e-mails: {names}</source>
        <translation>
            <numerusform>%Ln draft of calls, meetings or e-mails: {names}</numerusform>
            <numerusform>%Ln drafts of calls, meetings or e-mails: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln draft(s) sent, with no answer yet.</source>
        <translation>
            <numerusform>%Ln draft sent, with no answer yet.</numerusform>
            <numerusform>%Ln drafts sent, with no answer yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln page(s) with something unfinished: changes of many rows, fields or notes.</source>
        <translation>
            <numerusform>%Ln page with something unfinished: changes of many rows, fields or notes.</numerusform>
            <numerusform>%Ln pages with something unfinished: changes of many rows, fields or notes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln run(s) can be taken back until you forget it.</source>
        <translation>
            <numerusform>%Ln run can be taken back until you forget it.</numerusform>
            <numerusform>%Ln runs can be taken back until you forget it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unfinished run(s): {names}.</source>
        <translation>
            <numerusform>%Ln unfinished run: {names}.</numerusform>
            <numerusform>%Ln unfinished runs: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln unsaved draft(s): {names}</source>
        <translation>
            <numerusform>%Ln unsaved draft: {names}</numerusform>
            <numerusform>%Ln unsaved drafts: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} and %Ln more</source>
        <translation>
            <numerusform>{names} and %Ln more</numerusform>
            <numerusform>{names} and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LimitsGauge</name>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The portal asked to wait: %Ln second(s)</source>
        <translation>
            <numerusform>The portal asked to wait: %Ln second</numerusform>
            <numerusform>The portal asked to wait: %Ln seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoadModel</name>
    <message numerus="yes">
        <source>(too much: a full day has %Ln)</source>
        <translation>
            <numerusform>(too much: a full day has %Ln)</numerusform>
            <numerusform>(too much: a full day has %Ln)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}, {day}: %Ln to do</source>
        <translation>
            <numerusform>{name}, {day}: %Ln to do</numerusform>
            <numerusform>{name}, {day}: %Ln to do</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MistakesCard</name>
    <message numerus="yes">
        <source>%Ln more mistake(s)</source>
        <translation>
            <numerusform>%Ln more mistake</numerusform>
            <numerusform>%Ln more mistakes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingButton</name>
    <message numerus="yes">
        <source>%Ln change(s) to apply</source>
        <translation>
            <numerusform>%Ln change to apply</numerusform>
            <numerusform>%Ln changes to apply</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingSide</name>
    <message numerus="yes">
        <source>%Ln change(s) to be looked at.</source>
        <translation>
            <numerusform>%Ln change to be looked at.</numerusform>
            <numerusform>%Ln changes to be looked at.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changes that waited: %Ln</source>
        <translation>
            <numerusform>Changes that waited: %Ln</numerusform>
            <numerusform>Changes that waited: %Ln</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingTeller</name>
    <message numerus="yes">
        <source>%Ln left as it was: {reason}</source>
        <translation>
            <numerusform>%Ln left as it was: {reason}</numerusform>
            <numerusform>%Ln left as they were: {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The portal can&apos;t be reached: changes of %Ln activity(ies) wait. {keys} shows them.</source>
        <translation>
            <numerusform>The portal can&apos;t be reached: the change of %Ln activity waits. {keys} shows it.</numerusform>
            <numerusform>The portal can&apos;t be reached: changes of %Ln activities wait. {keys} shows them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingWords</name>
    <message numerus="yes">
        <source>%Ln activity(ies)</source>
        <translation>
            <numerusform>%Ln activity</numerusform>
            <numerusform>%Ln activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln activity(ies) changed.</source>
        <translation>
            <numerusform>%Ln activity changed.</numerusform>
            <numerusform>%Ln activities changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cell(s) did not fit and were left as they were.</source>
        <translation>
            <numerusform>%Ln cell did not fit and were left as they were.</numerusform>
            <numerusform>%Ln cells did not fit and were left as they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s)</source>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) dropped: the portal has them already.</source>
        <translation>
            <numerusform>%Ln change dropped: the portal has them already.</numerusform>
            <numerusform>%Ln changes dropped: the portal has them already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) kept from before. Below is what they would do now. Nothing is sent until you apply them.</source>
        <translation>
            <numerusform>%Ln change kept from before. Below is what they would do now. Nothing is sent until you apply them.</numerusform>
            <numerusform>%Ln changes kept from before. Below is what they would do now. Nothing is sent until you apply them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) to look at and apply.</source>
        <translation>
            <numerusform>%Ln change to look at and apply.</numerusform>
            <numerusform>%Ln changes to look at and apply.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed by somebody else meanwhile, so not sent.</source>
        <translation>
            <numerusform>%Ln changed by somebody else meanwhile, so not sent.</numerusform>
            <numerusform>%Ln changed by somebody else meanwhile, so not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln changed in part.</source>
        <translation>
            <numerusform>%Ln changed in part.</numerusform>
            <numerusform>%Ln changed in part.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln conflict(s) to be decided by you first.</source>
        <translation>
            <numerusform>%Ln conflict to be decided by you first.</numerusform>
            <numerusform>%Ln conflicts to be decided by you first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln edited after you looked, so not sent.</source>
        <translation>
            <numerusform>%Ln edited after you looked, so not sent.</numerusform>
            <numerusform>%Ln edited after you looked, so not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not sent.</source>
        <translation>
            <numerusform>%Ln not sent.</numerusform>
            <numerusform>%Ln not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not there any more.</source>
        <translation>
            <numerusform>%Ln not there any more.</numerusform>
            <numerusform>%Ln not there any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused.</source>
        <translation>
            <numerusform>%Ln refused.</numerusform>
            <numerusform>%Ln refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without an answer; look again to learn more.</source>
        <translation>
            <numerusform>%Ln without an answer; look again to learn more.</numerusform>
            <numerusform>%Ln without an answer; look again to learn more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln activity(ies) something can&apos;t be changed; it stays here.</source>
        <translation>
            <numerusform>In %Ln activity something can&apos;t be changed; it stays here.</numerusform>
            <numerusform>In %Ln activities something can&apos;t be changed; it stays here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Look at %Ln change(s)</source>
        <translation>
            <numerusform>Look at %Ln change</numerusform>
            <numerusform>Look at %Ln changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PickedLine</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PingWords</name>
    <message numerus="yes">
        <source>%Ln day(s) before</source>
        <translation>
            <numerusform>%Ln day before</numerusform>
            <numerusform>%Ln days before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) before</source>
        <translation>
            <numerusform>%Ln hour before</numerusform>
            <numerusform>%Ln hours before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min before</source>
        <translation>
            <numerusform>%Ln min before</numerusform>
            <numerusform>%Ln min before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewWords</name>
    <message numerus="yes">
        <source>%Ln change(s)</source>
        <comment>how many values are written</comment>
        <translation>
            <numerusform>%Ln change</numerusform>
            <numerusform>%Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) may follow from another activity: nobody knows, and that link goes.</source>
        <translation>
            <numerusform>%Ln row may follow from another activity: nobody knows, and that link goes.</numerusform>
            <numerusform>%Ln rows may follow from another activity: nobody knows, and that link goes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) will be deleted for good. There is no way back.</source>
        <translation>
            <numerusform>%Ln row will be deleted for good. There is no way back.</numerusform>
            <numerusform>%Ln rows will be deleted for good. There is no way back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) will get reminders in the place of ones that nobody knows.</source>
        <translation>
            <numerusform>%Ln row will get reminders in the place of ones that nobody knows.</numerusform>
            <numerusform>%Ln rows will get reminders in the place of ones that nobody knows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) without a deadline will get one that must stay.</source>
        <translation>
            <numerusform>%Ln row without a deadline will get one that must stay.</numerusform>
            <numerusform>%Ln rows without a deadline will get one that must stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} and %Ln other(s) get a message in the portal’s chat.</source>
        <translation>
            <numerusform>{name} and %Ln other get a message in the portal’s chat.</numerusform>
            <numerusform>{name} and %Ln others get a message in the portal’s chat.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message numerus="yes">
        <source>A portal takes it, with %Ln remark(s)</source>
        <translation>
            <numerusform>A portal takes it, with %Ln remark</numerusform>
            <numerusform>A portal takes it, with %Ln remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A portal would refuse it: %Ln thing(s) to put right</source>
        <translation>
            <numerusform>A portal would refuse it: %Ln thing to put right</numerusform>
            <numerusform>A portal would refuse it: %Ln things to put right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipeFiles</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderWords</name>
    <message numerus="yes">
        <source>%Ln reminder(s)</source>
        <translation>
            <numerusform>%Ln reminder</numerusform>
            <numerusform>%Ln reminders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) held back by your quiet hours until {moment}</source>
        <translation>
            <numerusform>%Ln reminder held back by your quiet hours until {moment}</numerusform>
            <numerusform>%Ln reminders held back by your quiet hours until {moment}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reminder(s) waiting</source>
        <translation>
            <numerusform>%Ln reminder waiting</numerusform>
            <numerusform>%Ln reminders waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>During your quiet hours: %Ln reminder(s)</source>
        <translation>
            <numerusform>During your quiet hours: %Ln reminder</numerusform>
            <numerusform>During your quiet hours: %Ln reminders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While you were away: %Ln reminder(s)</source>
        <translation>
            <numerusform>While you were away: %Ln reminder</numerusform>
            <numerusform>While you were away: %Ln reminders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportExporting</name>
    <message numerus="yes">
        <source>%Ln row(s) written to {file}</source>
        <translation>
            <numerusform>%Ln row written to {file}</numerusform>
            <numerusform>%Ln rows written to {file}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message numerus="yes">
        <source>Saving %Ln change(s)</source>
        <translation>
            <numerusform>Saving %Ln change</numerusform>
            <numerusform>Saving %Ln changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowWords</name>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln overdue</source>
        <translation>
            <numerusform>%Ln overdue</numerusform>
            <numerusform>%Ln overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunOffers</name>
    <message numerus="yes">
        <source>“{title}” was not finished: %Ln row(s) are left.</source>
        <translation>
            <numerusform>“{title}” was not finished: %Ln row are left.</numerusform>
            <numerusform>“{title}” was not finished: %Ln rows are left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunPart</name>
    <message numerus="yes">
        <source>Try %Ln again</source>
        <translation>
            <numerusform>Try %Ln again</numerusform>
            <numerusform>Try %Ln again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>%Ln given up</source>
        <translation>
            <numerusform>%Ln given up</numerusform>
            <numerusform>%Ln given up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) in flight</source>
        <translation>
            <numerusform>%Ln request in flight</numerusform>
            <numerusform>%Ln requests in flight</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) are left. Nothing of what was done is lost.</source>
        <translation>
            <numerusform>%Ln row are left. Nothing of what was done is lost.</numerusform>
            <numerusform>%Ln rows are left. Nothing of what was done is lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) left</source>
        <translation>
            <numerusform>%Ln row left</numerusform>
            <numerusform>%Ln rows left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) without an answer: Daybook looks what became of them.</source>
        <translation>
            <numerusform>%Ln row without an answer: Daybook looks what became of them.</numerusform>
            <numerusform>%Ln rows without an answer: Daybook looks what became of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln taken back</source>
        <translation>
            <numerusform>%Ln taken back</numerusform>
            <numerusform>%Ln taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln to be decided</source>
        <translation>
            <numerusform>%Ln to be decided</numerusform>
            <numerusform>%Ln to be decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln waiting</source>
        <comment>runs behind the one at work</comment>
        <translation>
            <numerusform>%Ln waiting</numerusform>
            <numerusform>%Ln waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Redo %Ln</source>
        <comment>so many rows</comment>
        <translation>
            <numerusform>Redo %Ln</numerusform>
            <numerusform>Redo %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Redo %Ln selected row(s)</source>
        <translation>
            <numerusform>Redo %Ln selected row</numerusform>
            <numerusform>Redo %Ln selected rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo %Ln</source>
        <comment>so many rows</comment>
        <translation>
            <numerusform>Undo %Ln</numerusform>
            <numerusform>Undo %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo %Ln selected row(s)</source>
        <translation>
            <numerusform>Undo %Ln selected row</numerusform>
            <numerusform>Undo %Ln selected rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>done with %Ln failed</source>
        <translation>
            <numerusform>done with %Ln failed</numerusform>
            <numerusform>done with %Ln failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>Done, %Ln activity(s)</source>
        <translation>
            <numerusform>Done, %Ln activity</numerusform>
            <numerusform>Done, %Ln activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To do, %Ln activity(s)</source>
        <translation>
            <numerusform>To do, %Ln activity</numerusform>
            <numerusform>To do, %Ln activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpanWords</name>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln month(s)</source>
        <translation>
            <numerusform>%Ln month</numerusform>
            <numerusform>%Ln months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <translation>
            <numerusform>%Ln week</numerusform>
            <numerusform>%Ln weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln working day(s)</source>
        <translation>
            <numerusform>%Ln working day</numerusform>
            <numerusform>%Ln working days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln year(s)</source>
        <translation>
            <numerusform>%Ln year</numerusform>
            <numerusform>%Ln years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the month %Ln month(s) after this one</source>
        <translation>
            <numerusform>the month %Ln month after this one</numerusform>
            <numerusform>the month %Ln months after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the month %Ln month(s) before this one</source>
        <translation>
            <numerusform>the month %Ln month before this one</numerusform>
            <numerusform>the month %Ln months before this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the quarter %Ln quarter(s) after this one</source>
        <translation>
            <numerusform>the quarter %Ln quarter after this one</numerusform>
            <numerusform>the quarter %Ln quarters after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the quarter %Ln quarter(s) before this one</source>
        <translation>
            <numerusform>the quarter %Ln quarter before this one</numerusform>
            <numerusform>the quarter %Ln quarters before this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the week %Ln week(s) after this one</source>
        <translation>
            <numerusform>the week %Ln week after this one</numerusform>
            <numerusform>the week %Ln weeks after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the week %Ln week(s) before this one</source>
        <translation>
            <numerusform>the week %Ln week before this one</numerusform>
            <numerusform>the week %Ln weeks before this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the year %Ln year(s) after this one</source>
        <translation>
            <numerusform>the year %Ln year after this one</numerusform>
            <numerusform>the year %Ln years after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the year %Ln year(s) before this one</source>
        <translation>
            <numerusform>the year %Ln year before this one</numerusform>
            <numerusform>the year %Ln years before this one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%Ln companies</source>
        <translation>
            <numerusform>%Ln company</numerusform>
            <numerusform>%Ln companies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln contact(s)</source>
        <translation>
            <numerusform>%Ln contact</numerusform>
            <numerusform>%Ln contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln deal(s)</source>
        <translation>
            <numerusform>%Ln deal</numerusform>
            <numerusform>%Ln deals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln item(s)</source>
        <translation>
            <numerusform>%Ln item</numerusform>
            <numerusform>%Ln items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lead(s)</source>
        <translation>
            <numerusform>%Ln lead</numerusform>
            <numerusform>%Ln leads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncLine</name>
    <message numerus="yes">
        <source>%Ln activity(ies) of the portal could not be read</source>
        <translation>
            <numerusform>%Ln activity of the portal could not be read</numerusform>
            <numerusform>%Ln activities of the portal could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableFiles</name>
    <message numerus="yes">
        <source>%Ln row(s) are in {file}. Edit it and read it back.</source>
        <translation>
            <numerusform>%Ln row are in {file}. Edit it and read it back.</numerusform>
            <numerusform>%Ln rows are in {file}. Edit it and read it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStatus</name>
    <message numerus="yes">
        <source>%Ln activity(ies)</source>
        <translation>
            <numerusform>%Ln activity</numerusform>
            <numerusform>%Ln activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln group(s)</source>
        <translation>
            <numerusform>%Ln group</numerusform>
            <numerusform>%Ln groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them hidden by the filter</source>
        <translation>
            <numerusform>%Ln of them hidden by the filter</numerusform>
            <numerusform>%Ln of them hidden by the filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message numerus="yes">
        <source>%Ln selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayWords</name>
    <message numerus="yes">
        <source>in %Ln minute(s)</source>
        <translation>
            <numerusform>in %Ln minute</numerusform>
            <numerusform>in %Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>open deals and leads without a next step; the newest %Ln are shown</source>
        <translation>
            <numerusform>open deals and leads without a next step; the newest %Ln are shown</numerusform>
            <numerusform>open deals and leads without a next step; the newest %Ln are shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayWorkspace</name>
    <message numerus="yes">
        <source>%Ln selected in Today</source>
        <translation>
            <numerusform>%Ln selected in Today</numerusform>
            <numerusform>%Ln selected in Today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TypesPage</name>
    <message numerus="yes">
        <source>It is too large: at most %Ln MB.</source>
        <translation>
            <numerusform>It is too large: at most %Ln MB.</numerusform>
            <numerusform>It is too large: at most %Ln MB.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ValuesPart</name>
    <message numerus="yes">
        <source>%Ln cell(s)</source>
        <translation>
            <numerusform>%Ln cell</numerusform>
            <numerusform>%Ln cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of the recipe</source>
        <translation>
            <numerusform>%Ln row of the recipe</numerusform>
            <numerusform>%Ln rows of the recipe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) of {file} have edited cells</source>
        <translation>
            <numerusform>%Ln row of {file} have edited cells</numerusform>
            <numerusform>%Ln rows of {file} have edited cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, because it could not be read: %Ln place(s)</source>
        <translation>
            <numerusform>Left out, because it could not be read: %Ln place</numerusform>
            <numerusform>Left out, because it could not be read: %Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>Create %Ln call(s)</source>
        <translation>
            <numerusform>Create %Ln call</numerusform>
            <numerusform>Create %Ln calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Create %Ln meeting(s)</source>
        <translation>
            <numerusform>Create %Ln meeting</numerusform>
            <numerusform>Create %Ln meetings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Create %Ln to-do(s)</source>
        <translation>
            <numerusform>Create %Ln to-do</numerusform>
            <numerusform>Create %Ln to-dos</numerusform>
        </translation>
    </message>
</context>
</TS>
