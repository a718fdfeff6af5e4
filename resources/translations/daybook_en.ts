<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>ActivitiesWorkspace</name>
    <message numerus="yes">
        <source>%n selected in Activities</source>
        <translation>
            <numerusform>%n selected in Activities</numerusform>
            <numerusform>%n selected in Activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActivityModel</name>
    <message numerus="yes">
        <source>{group}, %n activity(ies)</source>
        <translation>
            <numerusform>{group}, %n activity</numerusform>
            <numerusform>{group}, %n activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BindingField</name>
    <message numerus="yes">
        <source>It belongs to %n item(s), which is as many as the portal allows.</source>
        <translation>
            <numerusform>It belongs to %n item, which is as many as the portal allows.</numerusform>
            <numerusform>It belongs to %n items, which is as many as the portal allows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BlocksPart</name>
    <message numerus="yes">
        <source>%n content block(s)</source>
        <translation>
            <numerusform>%n content block</numerusform>
            <numerusform>%n content blocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallDetails</name>
    <message numerus="yes">
        <source>… cut: %n characters in all</source>
        <translation>
            <numerusform>… cut: %n characters in all</numerusform>
            <numerusform>… cut: %n characters in all</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CallModel</name>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n refused</numerusform>
            <numerusform>%n refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>batch of %n command(s)</source>
        <translation>
            <numerusform>batch of %n command</numerusform>
            <numerusform>batch of %n commands</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangingWorkspace</name>
    <message numerus="yes">
        <source>%n row(s) of {file}</source>
        <translation>
            <numerusform>%n row of {file}</numerusform>
            <numerusform>%n rows of {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of {recipe}</source>
        <translation>
            <numerusform>%n row of {recipe}</numerusform>
            <numerusform>%n rows of {recipe}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected in Activities</source>
        <translation>
            <numerusform>%n selected in Activities</numerusform>
            <numerusform>%n selected in Activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ComposerPanel</name>
    <message numerus="yes">
        <source>%n activities like it were created since. Look at the timeline, then say.</source>
        <translation>
            <numerusform>%n activities like it were created since. Look at the timeline, then say.</numerusform>
            <numerusform>%n activities like it were created since. Look at the timeline, then say.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sending %n file(s). This may take a while.</source>
        <translation>
            <numerusform>Sending %n file. This may take a while.</numerusform>
            <numerusform>Sending %n files. This may take a while.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The portal sends it to %n address(es) at once.</source>
        <translation>
            <numerusform>The portal sends it to %n address at once.</numerusform>
            <numerusform>The portal sends it to %n addresses at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DaysOff</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message numerus="yes">
        <source>%n field(s) saved.</source>
        <translation>
            <numerusform>%n field saved.</numerusform>
            <numerusform>%n fields saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Distance</name>
    <message numerus="yes">
        <source>in %n day(s)</source>
        <translation>
            <numerusform>in %n day</numerusform>
            <numerusform>in %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n hour(s)</source>
        <translation>
            <numerusform>in %n hour</numerusform>
            <numerusform>in %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n minute(s)</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Doing</name>
    <message numerus="yes">
        <source>%n row(s) copied</source>
        <translation>
            <numerusform>%n row copied</numerusform>
            <numerusform>%n rows copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %n again</source>
        <translation>
            <numerusform>Try %n again</numerusform>
            <numerusform>Try %n again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoingMany</name>
    <message numerus="yes">
        <source>%n selected in Today</source>
        <translation>
            <numerusform>%n selected in Today</numerusform>
            <numerusform>%n selected in Today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{title}”: %n row(s) did not become so.</source>
        <translation>
            <numerusform>“{title}”: %n row did not become so.</numerusform>
            <numerusform>“{title}”: %n rows did not become so.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntitiesWorkspace</name>
    <message numerus="yes">
        <source>%n item(s) selected in Entities</source>
        <translation>
            <numerusform>%n item selected in Entities</numerusform>
            <numerusform>%n items selected in Entities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open activity(ies) of the selected items</source>
        <translation>
            <numerusform>%n open activity(ies) of the selected items</numerusform>
            <numerusform>%n open activity(ies) of the selected items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ErrorBar</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message numerus="yes">
        <source>%n activity(ies) written to {file}</source>
        <translation>
            <numerusform>%n activity written to {file}</numerusform>
            <numerusform>%n activities written to {file}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a date left out</source>
        <translation>
            <numerusform>%n without a date left out</numerusform>
            <numerusform>%n without a date left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message numerus="yes">
        <source>Save %n change(s)</source>
        <translation>
            <numerusform>Save %n change</numerusform>
            <numerusform>Save %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message numerus="yes">
        <source>%n day(s) before</source>
        <translation>
            <numerusform>%n day before</numerusform>
            <numerusform>%n days before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) before</source>
        <translation>
            <numerusform>%n hour before</numerusform>
            <numerusform>%n hours before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) before</source>
        <translation>
            <numerusform>%n minute before</numerusform>
            <numerusform>%n minutes before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %n day(s)</source>
        <translation>
            <numerusform>overdue by %n day</numerusform>
            <numerusform>overdue by %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %n hour(s)</source>
        <translation>
            <numerusform>overdue by %n hour</numerusform>
            <numerusform>overdue by %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>overdue by %n minute(s)</source>
        <translation>
            <numerusform>overdue by %n minute</numerusform>
            <numerusform>overdue by %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Greeting</name>
    <message numerus="yes">
        <source>%n meeting(s)</source>
        <translation>
            <numerusform>%n meeting</numerusform>
            <numerusform>%n meetings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n today</source>
        <translation>
            <numerusform>%n today</numerusform>
            <numerusform>%n today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a plan</source>
        <translation>
            <numerusform>%n without a plan</numerusform>
            <numerusform>%n without a plan</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A full day: %n</source>
        <translation>
            <numerusform>A full day: %n</numerusform>
            <numerusform>A full day: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing is left for today. Tomorrow: %n.</source>
        <translation>
            <numerusform>Nothing is left for today. Tomorrow: %n.</numerusform>
            <numerusform>Nothing is left for today. Tomorrow: %n.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} and %n more</source>
        <translation>
            <numerusform>{name} and %n more</numerusform>
            <numerusform>{name} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftoverWords</name>
    <message numerus="yes">
        <source>%n change(s) in the table, not applied yet: {names}</source>
        <translation>
            <numerusform>%n change in the table, not applied yet: {names}</numerusform>
            <numerusform>%n changes in the table, not applied yet: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) of calls, meetings or e-mails: {names}</source>
        <translation>
            <numerusform>%n draft of calls, meetings or e-mails: {names}</numerusform>
            <numerusform>%n drafts of calls, meetings or e-mails: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n draft(s) sent, with no answer yet.</source>
        <translation>
            <numerusform>%n draft sent, with no answer yet.</numerusform>
            <numerusform>%n drafts sent, with no answer yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) with something unfinished: changes of many rows, fields or notes.</source>
        <translation>
            <numerusform>%n page with something unfinished: changes of many rows, fields or notes.</numerusform>
            <numerusform>%n pages with something unfinished: changes of many rows, fields or notes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) can be taken back until you forget it.</source>
        <translation>
            <numerusform>%n run can be taken back until you forget it.</numerusform>
            <numerusform>%n runs can be taken back until you forget it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unfinished run(s): {names}.</source>
        <translation>
            <numerusform>%n unfinished run: {names}.</numerusform>
            <numerusform>%n unfinished runs: {names}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsaved draft(s): {names}</source>
        <translation>
            <numerusform>%n unsaved draft: {names}</numerusform>
            <numerusform>%n unsaved drafts: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{names} and %n more</source>
        <translation>
            <numerusform>{names} and %n more</numerusform>
            <numerusform>{names} and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LimitsGauge</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The portal asked to wait: %n second(s)</source>
        <translation>
            <numerusform>The portal asked to wait: %n second</numerusform>
            <numerusform>The portal asked to wait: %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LoadModel</name>
    <message numerus="yes">
        <source>(too much: a full day has %n)</source>
        <translation>
            <numerusform>(too much: a full day has %n)</numerusform>
            <numerusform>(too much: a full day has %n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}, {day}: %n to do</source>
        <translation>
            <numerusform>{name}, {day}: %n to do</numerusform>
            <numerusform>{name}, {day}: %n to do</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MistakesCard</name>
    <message numerus="yes">
        <source>%n more mistake(s)</source>
        <translation>
            <numerusform>%n more mistake</numerusform>
            <numerusform>%n more mistakes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingButton</name>
    <message numerus="yes">
        <source>%n change(s) to apply</source>
        <translation>
            <numerusform>%n change to apply</numerusform>
            <numerusform>%n changes to apply</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingSide</name>
    <message numerus="yes">
        <source>%n change(s) to be looked at.</source>
        <translation>
            <numerusform>%n change to be looked at.</numerusform>
            <numerusform>%n changes to be looked at.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Changes in the table: %n</source>
        <translation>
            <numerusform>Changes in the table: %n</numerusform>
            <numerusform>Changes in the table: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingWords</name>
    <message numerus="yes">
        <source>%n activity(ies)</source>
        <translation>
            <numerusform>%n activity</numerusform>
            <numerusform>%n activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n activity(ies) changed.</source>
        <translation>
            <numerusform>%n activity changed.</numerusform>
            <numerusform>%n activities changed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) did not fit and were left as they were.</source>
        <translation>
            <numerusform>%n cell did not fit and were left as they were.</numerusform>
            <numerusform>%n cells did not fit and were left as they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) dropped: the portal has them already.</source>
        <translation>
            <numerusform>%n change dropped: the portal has them already.</numerusform>
            <numerusform>%n changes dropped: the portal has them already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) kept from before. Below is what they would do now. Nothing is sent until you apply them.</source>
        <translation>
            <numerusform>%n change kept from before. Below is what they would do now. Nothing is sent until you apply them.</numerusform>
            <numerusform>%n changes kept from before. Below is what they would do now. Nothing is sent until you apply them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to look at and apply.</source>
        <translation>
            <numerusform>%n change to look at and apply.</numerusform>
            <numerusform>%n changes to look at and apply.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed by somebody else meanwhile, so not sent.</source>
        <translation>
            <numerusform>%n changed by somebody else meanwhile, so not sent.</numerusform>
            <numerusform>%n changed by somebody else meanwhile, so not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed in part.</source>
        <translation>
            <numerusform>%n changed in part.</numerusform>
            <numerusform>%n changed in part.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s) to be decided by you first.</source>
        <translation>
            <numerusform>%n conflict to be decided by you first.</numerusform>
            <numerusform>%n conflicts to be decided by you first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edited after you looked, so not sent.</source>
        <translation>
            <numerusform>%n edited after you looked, so not sent.</numerusform>
            <numerusform>%n edited after you looked, so not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not sent.</source>
        <translation>
            <numerusform>%n not sent.</numerusform>
            <numerusform>%n not sent.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not there any more.</source>
        <translation>
            <numerusform>%n not there any more.</numerusform>
            <numerusform>%n not there any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused.</source>
        <translation>
            <numerusform>%n refused.</numerusform>
            <numerusform>%n refused.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an answer; look again to learn more.</source>
        <translation>
            <numerusform>%n without an answer; look again to learn more.</numerusform>
            <numerusform>%n without an answer; look again to learn more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n activity(ies) something can&apos;t be changed; it stays here.</source>
        <translation>
            <numerusform>In %n activity something can&apos;t be changed; it stays here.</numerusform>
            <numerusform>In %n activities something can&apos;t be changed; it stays here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Look at %n change(s)</source>
        <translation>
            <numerusform>Look at %n change</numerusform>
            <numerusform>Look at %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Phrases</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PickedLine</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PingWords</name>
    <message numerus="yes">
        <source>%n day(s) before</source>
        <translation>
            <numerusform>%n day before</numerusform>
            <numerusform>%n days before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) before</source>
        <translation>
            <numerusform>%n hour before</numerusform>
            <numerusform>%n hours before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min before</source>
        <translation>
            <numerusform>%n min before</numerusform>
            <numerusform>%n min before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreviewWords</name>
    <message numerus="yes">
        <source>%n change(s)</source>
        <comment>how many values are written</comment>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) may follow from another activity: nobody knows, and that link goes.</source>
        <translation>
            <numerusform>%n row may follow from another activity: nobody knows, and that link goes.</numerusform>
            <numerusform>%n rows may follow from another activity: nobody knows, and that link goes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) will be deleted for good. There is no way back.</source>
        <translation>
            <numerusform>%n row will be deleted for good. There is no way back.</numerusform>
            <numerusform>%n rows will be deleted for good. There is no way back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) will get reminders in the place of ones that nobody knows.</source>
        <translation>
            <numerusform>%n row will get reminders in the place of ones that nobody knows.</numerusform>
            <numerusform>%n rows will get reminders in the place of ones that nobody knows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) without a deadline will get one that must stay.</source>
        <translation>
            <numerusform>%n row without a deadline will get one that must stay.</numerusform>
            <numerusform>%n rows without a deadline will get one that must stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name} and %n other(s) get a message in the portal’s chat.</source>
        <translation>
            <numerusform>{name} and %n other get a message in the portal’s chat.</numerusform>
            <numerusform>{name} and %n others get a message in the portal’s chat.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message numerus="yes">
        <source>A portal takes it, with %n remark(s)</source>
        <translation>
            <numerusform>A portal takes it, with %n remark</numerusform>
            <numerusform>A portal takes it, with %n remarks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A portal would refuse it: %n thing(s) to put right</source>
        <translation>
            <numerusform>A portal would refuse it: %n thing to put right</numerusform>
            <numerusform>A portal would refuse it: %n things to put right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecipeFiles</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReminderWords</name>
    <message numerus="yes">
        <source>%n reminder(s)</source>
        <translation>
            <numerusform>%n reminder</numerusform>
            <numerusform>%n reminders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reminder(s) held back by your quiet hours until {moment}</source>
        <translation>
            <numerusform>%n reminder held back by your quiet hours until {moment}</numerusform>
            <numerusform>%n reminders held back by your quiet hours until {moment}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reminder(s) waiting</source>
        <translation>
            <numerusform>%n reminder waiting</numerusform>
            <numerusform>%n reminders waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>During your quiet hours: %n reminder(s)</source>
        <translation>
            <numerusform>During your quiet hours: %n reminder</numerusform>
            <numerusform>During your quiet hours: %n reminders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>While you were away: %n reminder(s)</source>
        <translation>
            <numerusform>While you were away: %n reminder</numerusform>
            <numerusform>While you were away: %n reminders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportExporting</name>
    <message numerus="yes">
        <source>%n row(s) written to {file}</source>
        <translation>
            <numerusform>%n row written to {file}</numerusform>
            <numerusform>%n rows written to {file}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message numerus="yes">
        <source>Saving %n change(s)</source>
        <translation>
            <numerusform>Saving %n change</numerusform>
            <numerusform>Saving %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RowWords</name>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>%n open</numerusform>
            <numerusform>%n open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n overdue</source>
        <translation>
            <numerusform>%n overdue</numerusform>
            <numerusform>%n overdue</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunOffers</name>
    <message numerus="yes">
        <source>“{title}” was not finished: %n row(s) are left.</source>
        <translation>
            <numerusform>“{title}” was not finished: %n row are left.</numerusform>
            <numerusform>“{title}” was not finished: %n rows are left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunPart</name>
    <message numerus="yes">
        <source>Try %n again</source>
        <translation>
            <numerusform>Try %n again</numerusform>
            <numerusform>Try %n again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunWords</name>
    <message numerus="yes">
        <source>%n given up</source>
        <translation>
            <numerusform>%n given up</numerusform>
            <numerusform>%n given up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n request(s) in flight</source>
        <translation>
            <numerusform>%n request in flight</numerusform>
            <numerusform>%n requests in flight</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) are left. Nothing of what was done is lost.</source>
        <translation>
            <numerusform>%n row are left. Nothing of what was done is lost.</numerusform>
            <numerusform>%n rows are left. Nothing of what was done is lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) left</source>
        <translation>
            <numerusform>%n row left</numerusform>
            <numerusform>%n rows left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) without an answer: Daybook looks what became of them.</source>
        <translation>
            <numerusform>%n row without an answer: Daybook looks what became of them.</numerusform>
            <numerusform>%n rows without an answer: Daybook looks what became of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taken back</source>
        <translation>
            <numerusform>%n taken back</numerusform>
            <numerusform>%n taken back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be decided</source>
        <translation>
            <numerusform>%n to be decided</numerusform>
            <numerusform>%n to be decided</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <comment>runs behind the one at work</comment>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Redo %n</source>
        <comment>so many rows</comment>
        <translation>
            <numerusform>Redo %n</numerusform>
            <numerusform>Redo %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Redo %n selected row(s)</source>
        <translation>
            <numerusform>Redo %n selected row</numerusform>
            <numerusform>Redo %n selected rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo %n</source>
        <comment>so many rows</comment>
        <translation>
            <numerusform>Undo %n</numerusform>
            <numerusform>Undo %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo %n selected row(s)</source>
        <translation>
            <numerusform>Undo %n selected row</numerusform>
            <numerusform>Undo %n selected rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>done with %n failed</source>
        <translation>
            <numerusform>done with %n failed</numerusform>
            <numerusform>done with %n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>Done, %n activity(s)</source>
        <translation>
            <numerusform>Done, %n activity</numerusform>
            <numerusform>Done, %n activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To do, %n activity(s)</source>
        <translation>
            <numerusform>To do, %n activity</numerusform>
            <numerusform>To do, %n activities</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpanWords</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n month(s)</source>
        <translation>
            <numerusform>%n month</numerusform>
            <numerusform>%n months</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n working day(s)</source>
        <translation>
            <numerusform>%n working day</numerusform>
            <numerusform>%n working days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the month %n month(s) after this one</source>
        <translation>
            <numerusform>the month %n month after this one</numerusform>
            <numerusform>the month %n months after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the month %n month(s) before this one</source>
        <translation>
            <numerusform>the month %n month before this one</numerusform>
            <numerusform>the month %n months before this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the quarter %n quarter(s) after this one</source>
        <translation>
            <numerusform>the quarter %n quarter after this one</numerusform>
            <numerusform>the quarter %n quarters after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the quarter %n quarter(s) before this one</source>
        <translation>
            <numerusform>the quarter %n quarter before this one</numerusform>
            <numerusform>the quarter %n quarters before this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the week %n week(s) after this one</source>
        <translation>
            <numerusform>the week %n week after this one</numerusform>
            <numerusform>the week %n weeks after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the week %n week(s) before this one</source>
        <translation>
            <numerusform>the week %n week before this one</numerusform>
            <numerusform>the week %n weeks before this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the year %n year(s) after this one</source>
        <translation>
            <numerusform>the year %n year after this one</numerusform>
            <numerusform>the year %n years after this one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the year %n year(s) before this one</source>
        <translation>
            <numerusform>the year %n year before this one</numerusform>
            <numerusform>the year %n years before this one</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n companies</source>
        <translation>
            <numerusform>%n company</numerusform>
            <numerusform>%n companies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n contact(s)</source>
        <translation>
            <numerusform>%n contact</numerusform>
            <numerusform>%n contacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deal(s)</source>
        <translation>
            <numerusform>%n deal</numerusform>
            <numerusform>%n deals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lead(s)</source>
        <translation>
            <numerusform>%n lead</numerusform>
            <numerusform>%n leads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncLine</name>
    <message numerus="yes">
        <source>%n activity(ies) of the portal could not be read</source>
        <translation>
            <numerusform>%n activity of the portal could not be read</numerusform>
            <numerusform>%n activities of the portal could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableFiles</name>
    <message numerus="yes">
        <source>%n row(s) are in {file}. Edit it and read it back.</source>
        <translation>
            <numerusform>%n row are in {file}. Edit it and read it back.</numerusform>
            <numerusform>%n rows are in {file}. Edit it and read it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStatus</name>
    <message numerus="yes">
        <source>%n activity(ies)</source>
        <translation>
            <numerusform>%n activity</numerusform>
            <numerusform>%n activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n group</numerusform>
            <numerusform>%n groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them hidden by the filter</source>
        <translation>
            <numerusform>%n of them hidden by the filter</numerusform>
            <numerusform>%n of them hidden by the filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayWords</name>
    <message numerus="yes">
        <source>in %n minute(s)</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>open deals and leads without a next step; the newest %n are shown</source>
        <translation>
            <numerusform>open deals and leads without a next step; the newest %n are shown</numerusform>
            <numerusform>open deals and leads without a next step; the newest %n are shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayWorkspace</name>
    <message numerus="yes">
        <source>%n selected in Today</source>
        <translation>
            <numerusform>%n selected in Today</numerusform>
            <numerusform>%n selected in Today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TypesPage</name>
    <message numerus="yes">
        <source>It is too large: at most %n MB.</source>
        <translation>
            <numerusform>It is too large: at most %n MB.</numerusform>
            <numerusform>It is too large: at most %n MB.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ValuesPart</name>
    <message numerus="yes">
        <source>%n cell(s)</source>
        <translation>
            <numerusform>%n cell</numerusform>
            <numerusform>%n cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of the recipe</source>
        <translation>
            <numerusform>%n row of the recipe</numerusform>
            <numerusform>%n rows of the recipe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of {file} have edited cells</source>
        <translation>
            <numerusform>%n row of {file} have edited cells</numerusform>
            <numerusform>%n rows of {file} have edited cells</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Left out, because it could not be read: %n place(s)</source>
        <translation>
            <numerusform>Left out, because it could not be read: %n place</numerusform>
            <numerusform>Left out, because it could not be read: %n places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>Create %n call(s)</source>
        <translation>
            <numerusform>Create %n call</numerusform>
            <numerusform>Create %n calls</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Create %n meeting(s)</source>
        <translation>
            <numerusform>Create %n meeting</numerusform>
            <numerusform>Create %n meetings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Create %n to-do(s)</source>
        <translation>
            <numerusform>Create %n to-do</numerusform>
            <numerusform>Create %n to-dos</numerusform>
        </translation>
    </message>
</context>
</TS>
